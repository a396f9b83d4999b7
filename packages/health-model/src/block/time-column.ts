/** The columns of starts and durations. Starts of a regular stream cost nothing after compression. */
import {
  blame,
  putVarint,
  type Reader,
  reserve,
  takeVarint,
  unzigzag,
  varintLength,
  type Writer,
  zigzag,
} from './bytes.ts'

export type TimeEncoding = 'delta' | 'delta-of-delta'

/** Delta of delta exactly if it is shorter. */
export function timeEncoding(starts: Float64Array): TimeEncoding {
  let deltaLength = 0
  let changeLength = 0
  let before = starts[1] === undefined ? 0 : starts[1] - (starts[0] ?? 0)
  for (let index = 2; index < starts.length; index++) {
    const delta = (starts[index] ?? 0) - (starts[index - 1] ?? 0)
    deltaLength += varintLength(delta)
    changeLength += varintLength(zigzag(delta - before))
    before = delta
  }
  return changeLength < deltaLength ? 'delta-of-delta' : 'delta'
}

export function putStarts(writer: Writer, starts: Float64Array, base: number, encoding: TimeEncoding): void {
  reserve(writer, starts.length * 8)
  let before = base
  let deltaBefore = 0
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0
    const delta = start - before
    const isPlain = encoding === 'delta' || index < 2
    putVarint(writer, isPlain ? delta : zigzag(delta - deltaBefore))
    before = start
    deltaBefore = delta
  }
}

/** Reads starts from `base` on, which must stay before `end`. */
export function takeStarts(
  reader: Reader,
  count: number,
  base: number,
  end: number,
  encoding: TimeEncoding,
): Float64Array {
  const starts = new Float64Array(count)
  let start = base
  let delta = 0
  for (let index = 0; index < count; index++) {
    const step = takeVarint(reader)
    delta = encoding === 'delta' || index < 2 ? step : delta + unzigzag(step)
    start += delta
    if (delta < 0 || start >= end) blame(reader, 'start')
    if (reader.fault !== null) return starts
    starts[index] = start
  }
  if (timeEncoding(starts) !== encoding) blame(reader, 'time encoding')
  return starts
}

export function putDurations(writer: Writer, durations: Float64Array): void {
  reserve(writer, durations.length * 8)
  for (const duration of durations) putVarint(writer, duration)
}

export function takeDurations(reader: Reader, count: number, maximum: number): Float64Array {
  const durations = new Float64Array(count)
  let hasOne = false
  for (let index = 0; index < count; index++) {
    const duration = takeVarint(reader)
    if (duration > maximum) blame(reader, 'duration')
    hasOne ||= duration > 0
    durations[index] = duration
  }
  if (!hasOne) blame(reader, 'duration encoding')
  return durations
}
