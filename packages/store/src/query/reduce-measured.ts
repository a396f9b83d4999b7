/**
 * Samples as they were measured, reduced while they are read: a year of minutes is half a million of them, and an object
 * for each would take longer than opening them. The same points as `reducePoints` of all of them.
 */
import type { Block } from '@nornos/health-model'
import type { SeriesQuery } from '../views.ts'
import { type Point, usualGap, usualGapSteps } from './points.ts'

export interface Measured {
  readonly points: readonly Point[]
  /** See `usualGap`; of the samples, not of the points. */
  readonly gapMs: number
  /** Samples in the stretch. */
  readonly count: number
}

interface Columns {
  readonly times: Float64Array
  readonly values: Float64Array
}

export function reduceMeasured(
  blocks: readonly Pick<Block, 'count' | 'starts' | 'values'>[],
  query: Pick<SeriesQuery, 'from' | 'to' | 'points'>,
): Measured {
  const columns = inOrder(within(blocks, query))
  const count = columns.times.length
  const last = Array.from(columns.times.subarray(-usualGapSteps), (time) => pointOf(time, 0))
  const points =
    count <= query.points
      ? Array.from(columns.times, (time, at) => pointOf(time, columns.values[at] ?? 0))
      : binned(columns, query)
  return { points, gapMs: usualGap(last), count }
}

function within(
  blocks: readonly Pick<Block, 'count' | 'starts' | 'values'>[],
  { from, to }: Pick<SeriesQuery, 'from' | 'to'>,
): Columns {
  const most = blocks.reduce((sum, { count }) => sum + count, 0)
  const times = new Float64Array(most)
  const values = new Float64Array(most)
  let count = 0
  for (const block of blocks) {
    for (let at = 0; at < block.count; at++) {
      const start = block.starts[at] ?? 0
      if (start < from || start >= to) continue
      times[count] = start
      values[count] = block.values[at] ?? 0
      count++
    }
  }
  return { times: times.subarray(0, count), values: values.subarray(0, count) }
}

/** Blocks of one source follow one another; those of several do not. */
function inOrder(columns: Columns): Columns {
  const { times, values } = columns
  if (times.every((time, at) => at === 0 || time >= (times[at - 1] ?? 0))) return columns
  const order = Uint32Array.from(times, (_, at) => at).sort(
    (left, right) => (times[left] ?? 0) - (times[right] ?? 0) || left - right,
  )
  return {
    times: Float64Array.from(order, (at) => times[at] ?? 0),
    values: Float64Array.from(order, (at) => values[at] ?? 0),
  }
}

function binned(
  { times, values }: Columns,
  { from, points: most, to }: Pick<SeriesQuery, 'from' | 'to' | 'points'>,
): readonly Point[] {
  const width = (to - from) / Math.max(1, most)
  const points: Point[] = []
  for (let at = 0; at < times.length; ) {
    const time = times[at] ?? 0
    const bin = binOf(time, from, width, most)
    let [sum, count, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (; at < times.length && binOf(times[at] ?? 0, from, width, most) === bin; at++) {
      const value = values[at] ?? 0
      sum += value
      count++
      if (value < min) min = value
      if (value > max) max = value
    }
    points.push({ time, value: sum / count, min, max, count })
  }
  return points
}

function binOf(time: number, from: number, width: number, most: number): number {
  return Math.min(most - 1, Math.max(0, Math.floor((time - from) / width)))
}

function pointOf(time: number, value: number): Point {
  return { time, value, min: value, max: value, count: 1 }
}
