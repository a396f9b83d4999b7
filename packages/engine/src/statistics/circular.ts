/** Statistics of clock times, where 23:50 and 00:10 are neighbours. Minutes of a 1,440-minute day. */

const dayMinutes = 1440
const turn = (2 * Math.PI) / dayMinutes

/** The minutes from `earlier` to `later` the short way round, above -720 up to 720. */
export function clockDifference(later: number, earlier: number): number {
  const forward = (((later - earlier) % dayMinutes) + dayMinutes) % dayMinutes
  return forward > dayMinutes / 2 ? forward - dayMinutes : forward
}

/** The mean clock time, 0 to 1440; null when the times cancel out and have no mean. */
export function circularMean(minutes: readonly number[]): number | null {
  const { x, y, length } = resultant(minutes)
  if (length < 1e-9) return null
  return (((Math.atan2(y, x) / turn) % dayMinutes) + dayMinutes) % dayMinutes
}

/** The circular standard deviation in minutes; half a day when the times have no mean. */
export function circularDeviation(minutes: readonly number[]): number {
  const { length } = resultant(minutes)
  if (length < 1e-9) return dayMinutes / 2
  return Math.min(dayMinutes / 2, Math.sqrt(Math.max(0, -2 * Math.log(length))) / turn)
}

function resultant(minutes: readonly number[]): { x: number; y: number; length: number } {
  const x = minutes.reduce((sum, minute) => sum + Math.cos(minute * turn), 0) / minutes.length
  const y = minutes.reduce((sum, minute) => sum + Math.sin(minute * turn), 0) / minutes.length
  return { x, y, length: Math.hypot(x, y) }
}
