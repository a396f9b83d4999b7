/** A year of walking, and what a phone and a watch wrote of it. */
import { type CanonicalSample, SourceId } from '@nornos/health-model'
import { makeRandom, type Random } from '@nornos/importers/generate'

export interface Carrying {
  /** Steps that were made, by day. */
  readonly made: readonly number[]
  /** Day 0 begins at 1970-01-01T00:00:00Z. */
  readonly samples: readonly CanonicalSample[]
  /** The watch before the phone. */
  readonly order: readonly SourceId[]
}

const DAYS = 365
const DAY_MINUTES = 1_440
const MINUTE_MS = 60_000
const watch = SourceId.parse('aa'.repeat(16))
const phone = SourceId.parse('bb'.repeat(16))

/** `share` of the steps is counted; `cut` minutes at most are one sample. */
interface Counter {
  readonly source: SourceId
  readonly share: number
  readonly cut: number
  readonly isThere: (minute: number) => boolean
}

export function makeYear(seed: number): Carrying {
  const random = makeRandom(`year ${seed}`)
  const made: number[] = []
  const samples: CanonicalSample[] = []
  for (let day = 0; day < DAYS; day++) {
    const steps = walked(random)
    made.push(steps.reduce((sum, count) => sum + count, 0))
    for (const counter of countersOf(random)) samples.push(...countedOf(counter, steps, day, random))
  }
  return { made, samples, order: [watch, phone] }
}

/** Steps of each minute: walks of 1 to 25 minutes between seven and half past ten, more of them at noon and at six. */
function walked(random: Random): readonly number[] {
  const steps = new Array<number>(DAY_MINUTES).fill(0)
  for (let minute = 7 * 60; minute < 22.5 * 60; minute++) {
    if (random() > chanceOfWalk(minute)) continue
    const length = 1 + Math.floor(random() * 25)
    const pace = 60 + random() * 60
    for (let at = 0; at < length && minute < DAY_MINUTES; at++, minute++) {
      steps[minute] = Math.round(pace * (0.85 + random() * 0.3))
    }
  }
  return steps
}

function chanceOfWalk(minute: number): number {
  const isNoon = Math.abs(minute - 735) < 45
  const isAfterWork = Math.abs(minute - 1_080) < 60
  return isNoon || isAfterWork ? 0.06 : 0.02
}

/** The watch charges for about an hour and a half, the phone lies on the table for two stretches. */
function countersOf(random: Random): readonly Counter[] {
  const charging = span(8 * 60, 20 * 60, 60 + random() * 60, random)
  const tables = [1, 2].map(() => span(8 * 60, 20 * 60, 90 + random() * 120, random))
  const isOnTable = (minute: number) => tables.some((table) => table(minute)) && !charging(minute)
  return [
    { source: watch, share: 0.97 + random() * 0.04, cut: 7, isThere: (minute) => !charging(minute) },
    { source: phone, share: 0.94 + random() * 0.06, cut: 10, isThere: (minute) => !isOnTable(minute) },
  ]
}

function span(from: number, to: number, length: number, random: Random): (minute: number) => boolean {
  const start = from + random() * (to - from - length)
  return (minute) => minute >= start && minute < start + length
}

/** Minutes with steps in one sample, until the walk or the sample is at its end. */
function countedOf(
  { cut, isThere, share, source }: Counter,
  steps: readonly number[],
  day: number,
  random: Random,
): readonly CanonicalSample[] {
  const samples: CanonicalSample[] = []
  const isCounted = (minute: number) => (steps[minute] ?? 0) > 0 && isThere(minute)
  for (let minute = 0; minute < DAY_MINUTES; ) {
    if (!isCounted(minute)) {
      minute++
      continue
    }
    const begun = minute
    const length = 1 + Math.floor(random() * cut)
    let sum = 0
    for (; minute < begun + length && isCounted(minute); minute++) sum += steps[minute] ?? 0
    const start = (day * DAY_MINUTES + begun) * MINUTE_MS
    const end = (day * DAY_MINUTES + minute) * MINUTE_MS
    samples.push({ source, start, end, value: Math.round(sum * share), zone: '' })
  }
  return samples
}
