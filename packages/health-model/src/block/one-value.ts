/**
 * [Note: Told again] What a source works out of many readings, as the score of a night or the resting heart rate of a day,
 * it tells again when it knows more, and then the value that it told last is the value. Two readings of a sensor in
 * one moment are two readings, and of a sum that is told again the larger one counts (series/merge-sources.ts).
 */
import { HOUR_MILLISECONDS } from '../instant.ts'
import { type MetricId, metric } from '../metrics/catalogue.ts'

/** From here on a mean is that of a day: no sensor measures so long. */
const DAY_MEAN_MIN = 12 * HOUR_MILLISECONDS

/** The shortest span, in milliseconds, of which a source gives one value of the metric; infinite where it gives many. */
export function oneValueFrom(id: MetricId): number {
  const { codes, day, isWorkedOut } = metric(id)
  switch (day) {
    case 'night':
      // Stages are told side by side, as being in bed and being asleep.
      return codes === undefined ? 0 : Number.POSITIVE_INFINITY
    case 'latest':
      return isWorkedOut === true ? 0 : Number.POSITIVE_INFINITY
    case 'mean':
    case 'max':
      return DAY_MEAN_MIN
    case 'sum':
    case 'count':
    case 'each':
      return Number.POSITIVE_INFINITY
  }
}

interface ToldColumns {
  readonly metric: MetricId
  readonly starts: Float64Array
  readonly ends: Float64Array
  readonly contextOf: Uint32Array
  readonly contexts: readonly { readonly told: number }[]
}

/**
 * The rows without those whose span was told again later. Where a source told two values of a span at one time, both stay:
 * nothing says which of them it means. `order` is in the order of a block.
 */
export function lastTold(columns: ToldColumns, order: Uint32Array): Uint32Array {
  const { contextOf, contexts, ends, starts } = columns
  if (contexts.every(({ told }) => told === 0)) return order
  const toldAt = (row: number) => contexts[contextOf[row] ?? 0]?.told ?? 0
  const isSameSpan = (row: number, other: number | undefined) =>
    other !== undefined && starts[row] === starts[other] && ends[row] === ends[other]
  const from = oneValueFrom(columns.metric)
  const kept: number[] = []
  for (let first = 0, next = 0; first < order.length; first = next) {
    const row = order[first] ?? 0
    do next++
    while (isSameSpan(row, order[next]))
    const rows = order.subarray(first, next)
    const duration = (ends[row] ?? 0) - (starts[row] ?? 0)
    // A hostile file may tell any number of values of one span.
    const last = duration >= from ? rows.reduce((latest, one) => Math.max(latest, toldAt(one)), 0) : 0
    for (const one of rows) if (last === 0 || toldAt(one) === last) kept.push(one)
  }
  return Uint32Array.from(kept)
}
