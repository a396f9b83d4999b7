/** What a run may read and how long its result may live. */
import { dailyStatusNeeds } from '@nornos/engine'
import {
  DAY_MILLISECONDS,
  type FieldId,
  type Instant,
  instantToMilliseconds,
  type LocalDay,
  localDayToNumber,
  type MetricId,
  metric,
  millisecondsToInstant,
} from '@nornos/health-model'

export interface Reading {
  readonly field: FieldId
  readonly metric: MetricId
  readonly resolution: 'day' | 'raw'
}

/** Only what the agent needs and the consents allow: nothing else is asked for. */
export function planReadings(fields: readonly FieldId[]): readonly Reading[] {
  const readings = (metrics: readonly MetricId[], resolution: Reading['resolution']) =>
    metrics
      .map((id) => ({ field: metric(id).field, metric: id, resolution }))
      .filter((reading) => fields.includes(reading.field))
  return [...readings(dailyStatusNeeds.dayMetrics, 'day'), ...readings(dailyStatusNeeds.sampleMetrics, 'raw')]
}

/** So many days up to the end of `asOf`, with a day more on each side for time zones. */
export function windowOf(asOf: LocalDay, days: number): { readonly from: Instant; readonly to: Instant } {
  const end = (localDayToNumber(asOf) + 2) * DAY_MILLISECONDS
  return {
    from: millisecondsToInstant(end - (days + 3) * DAY_MILLISECONDS),
    to: millisecondsToInstant(end),
  }
}

const keptMs = 6 * 3_600_000

/** Six hours, and never longer than the consent. */
export function expiryOf(now: Date, validUntil: Instant): Instant {
  return millisecondsToInstant(Math.min(now.getTime() + keptMs, instantToMilliseconds(validUntil)))
}
