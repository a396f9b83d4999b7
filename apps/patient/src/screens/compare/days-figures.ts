/** What the days of a period come to. Pure. */

export interface DaysFigures {
  readonly days: number
  readonly mean: number
  readonly lowest: number
  readonly highest: number
}

/** Null without a day. Days without data are not there, and count for nothing. */
export function daysFigures(values: ArrayLike<number>): DaysFigures | null {
  const days = Array.from(values)
  if (days.length === 0) return null
  return {
    days: days.length,
    mean: days.reduce((sum, value) => sum + value, 0) / days.length,
    lowest: days.reduce((least, value) => Math.min(least, value)),
    highest: days.reduce((most, value) => Math.max(most, value)),
  }
}
