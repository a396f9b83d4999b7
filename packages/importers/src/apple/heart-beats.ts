/**
 * The beat list under a heart-rate-variability record. Apple prints each beat's time of day on the wall clock of the
 * place (`11:26:02.34 AM`, `08:33:44,67`), without a date. Zones differ by whole quarters of an hour, so the offset
 * from the record's start modulo fifteen minutes gives the instant in any zone.
 */
import type { Tag } from '../xml/tag.ts'
import { attributeIndex } from '../xml/tag.ts'
import { BEAT_TIME } from './attribute-names.ts'

export interface BeatList {
  start(recordStart: number): void
  beat(tag: Tag): void
}

const QUARTER = 15 * 60_000
/** Longer than any pause between two beats: the watch lost contact. */
const GAP = 3000

/** Calls `interval` for each beat that follows the one before without a gap. */
export function createBeatList(interval: (start: number, end: number) => void): BeatList {
  let recordStart = 0
  let previous = Number.NaN
  return {
    start(at) {
      recordStart = at
      previous = Number.NaN
    },
    beat(tag) {
      const index = attributeIndex(tag, BEAT_TIME)
      if (index < 0) return
      const clock = clockOf(tag.bytes, tag.valueStart[index] ?? 0, tag.valueEnd[index] ?? 0)
      const offset = (((clock - recordStart) % QUARTER) + QUARTER) % QUARTER
      // A beat just before the record's start, not one a quarter of an hour later.
      const at = recordStart + (offset > QUARTER - 60_000 ? offset - QUARTER : offset)
      if (at > previous && at - previous <= GAP) interval(previous, at)
      previous = at
    },
  }
}

const ZERO = 48
const COLON = 58

/** Milliseconds of `8:33:44.67` or `08:33:44,67` since midnight or noon: to a quarter of an hour both are one. */
function clockOf(bytes: Uint8Array, start: number, end: number): number {
  let whole = 0
  let field = 0
  let at = start
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit >= 0 && digit <= 9) field = field * 10 + digit
    else if (digit === COLON - ZERO) {
      whole = (whole + field) * 60
      field = 0
    } else break
  }
  return (whole + field) * 1000 + fraction(bytes, at + 1, end)
}

function fraction(bytes: Uint8Array, from: number, end: number): number {
  let milliseconds = 0
  let scale = 100
  for (let at = from; at < end; at++) {
    const digit = (bytes[at] ?? 0) - ZERO
    if (digit < 0 || digit > 9) break
    milliseconds += digit * scale
    scale /= 10
  }
  return Math.round(milliseconds)
}
