/** What an agent must be given: the fields to ask consent for, the metrics to read at which resolution, and how far back. */
import type { FieldId, MetricId } from '@nornos/health-model'
import { historyDays } from './snapshot/snapshot.ts'

export interface Needs {
  /** Any subset works; the rest is left out of the result. */
  readonly fields: readonly FieldId[]
  /** Read as day values. */
  readonly dayMetrics: readonly MetricId[]
  /** Read as samples: nights are put together from them. */
  readonly sampleMetrics: readonly MetricId[]
  /** Day values: days back from today, today included. */
  readonly days: number
  /** Samples: two days more, so that no night is cut where the history starts. */
  readonly sampleDays: number
}

/** The needs of the daily status. Body temperature is there for the red flags alone. */
export const dailyStatusNeeds: Needs = {
  fields: ['sleep', 'activity', 'heart_rate', 'hrv', 'respiration_oxygen', 'temperature'],
  dayMetrics: [
    'sleep_total',
    'steps',
    'active_minutes',
    'heart_rate_resting',
    'hrv_rmssd',
    'hrv_sdnn',
    'respiratory_rate',
    'spo2',
    'skin_temperature',
    'body_temperature',
  ],
  sampleMetrics: ['sleep_hypnogram'],
  days: historyDays,
  sampleDays: historyDays + 2,
}
