/**
 * How near the merged steps of a year come to the steps that were made.
 *
 * A person walks; a phone that is in the pocket for a part of it and a watch that is off while it charges each write
 * what they counted, in stretches of their own lengths, a little wrong. The error is the mean over the days of the
 * difference to the steps made. Peers in the same run: the plain sum of both, and one winner a day. Fails above 3 %.
 */
import { type CanonicalSample, DAY_MILLISECONDS, mergeSources } from '@nornos/health-model'
import { type Carrying, makeYear } from './merge-steps/make-year.ts'

const ERROR_MAX = 0.03
const seeds = [1, 2, 3, 4, 5]

const years = seeds.map(makeYear)
const merged = meanOf(years, ({ samples, order }) => mergeSources(samples, order))
const summed = meanOf(years, ({ samples }) => samples)
const winner = meanOf(years, ({ samples }) => winnersOf(samples))
console.log(
  `years: ${seeds.length}, of 365 days each, generated; samples: ${years[0]?.samples.length} a year`,
)
console.log(`plain sum: ${percent(summed)} wrong; one winner a day: ${percent(winner)}`)
console.log(`merge-steps: ${percent(merged)} wrong, ${(winner / merged).toFixed(2)} x one winner a day`)
if (merged > ERROR_MAX) process.exitCode = 1

function meanOf(all: readonly Carrying[], counted: (year: Carrying) => readonly CanonicalSample[]): number {
  const errors = all.flatMap((year) => {
    const days = dailySums(counted(year))
    return year.made.map((steps, day) => Math.abs((days.get(day) ?? 0) - steps) / steps)
  })
  return errors.reduce((sum, error) => sum + error, 0) / errors.length
}

function dailySums(samples: readonly CanonicalSample[]): Map<number, number> {
  const sums = new Map<number, number>()
  for (const { start, value } of samples) {
    const day = Math.floor(start / DAY_MILLISECONDS)
    sums.set(day, (sums.get(day) ?? 0) + value)
  }
  return sums
}

/** Of each day the samples of the source that counted most. */
function winnersOf(samples: readonly CanonicalSample[]): readonly CanonicalSample[] {
  const byDay = Map.groupBy(samples, ({ start }) => Math.floor(start / DAY_MILLISECONDS))
  return [...byDay.values()].flatMap((ofDay) => {
    const bySource = [...Map.groupBy(ofDay, ({ source }) => source).values()]
    const sum = (some: readonly CanonicalSample[]) => some.reduce((total, { value }) => total + value, 0)
    return bySource.reduce((best, other) => (sum(other) > sum(best) ? other : best))
  })
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
