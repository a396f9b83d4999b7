/** Stamps of a hybrid logical clock and their order: `specs/mutable-record.md` §1. */

/** Milliseconds since 1970, and a counter within them. */
export type Moment = readonly [milliseconds: number, counter: number]

export const noMoment: Moment = [0, 0]

/** The next moment after everything that was taken or read, and not before the wall clock. */
export function nextMoment(last: Moment, nowMs: number): Moment {
  const [milliseconds, counter] = last
  return nowMs > milliseconds ? [nowMs, 0] : [milliseconds, counter + 1]
}

export function compareMoments(left: Moment, right: Moment): number {
  return left[0] - right[0] || left[1] - right[1]
}

export function laterMoment(left: Moment, right: Moment): Moment {
  return compareMoments(left, right) < 0 ? right : left
}

interface Stamped {
  readonly field: string
  readonly at: Moment
  readonly device: string
}

/** By field, then moment, then device; 0 only for the same write. */
export function compareWrites(left: Stamped, right: Stamped): number {
  return (
    compareTexts(left.field, right.field) ||
    compareMoments(left.at, right.at) ||
    compareTexts(left.device, right.device)
  )
}

/** By UTF-16 code units, the same everywhere. */
function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}
