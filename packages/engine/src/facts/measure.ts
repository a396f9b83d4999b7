/** What a specialist compares with the person's own usual, as data: one row per measured quantity. */
import { fieldOfMetric, type MetricId } from '@nornos/health-model'
import type { MessageKey } from '../messages/messages.ts'
import { nightPoints, pointsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { BaselineRule } from '../statistics/baseline.ts'
import type { Point } from '../statistics/series.ts'
import type { EvidenceId, Grade } from './evidence.ts'

export interface Measure {
  /** Start of the ids of its facts. */
  readonly id: string
  readonly metric: MetricId
  readonly unit: string
  /** Places after the point of every number of it. */
  readonly decimals: number
  /** `log` compares ratios: for heart-rate variability, whose spread grows with its level. */
  readonly scale: 'plain' | 'log'
  /** The smallest spread that devices can tell apart: in the unit, or in logarithms. */
  readonly floor: number
  /** The smallest change that matters, likewise. */
  readonly relevantChange: number
  /** 0 when today's value is final in the morning, 1 when the day must be over. */
  readonly daysBehind: 0 | 1
  readonly grade: Grade
  readonly evidence: readonly EvidenceId[]
  /** A day below this was not worn and counts as missing. */
  readonly validMin?: number
  /** One for each kind of fact that the specialist asks for. */
  readonly messages: { readonly day?: MessageKey; readonly week?: MessageKey; readonly trend?: MessageKey }
}

const ordinary = { validDays: 28, validDaysMin: 14, daysBackMax: 56 }

/** The ordinary baseline of a measure: 28 valid days, 14 at least, at most eight weeks back. */
export function baselineRuleOf(measure: Measure): BaselineRule {
  return { ...ordinary, floor: measure.floor }
}

/** The measure's days on the scale on which they are compared. */
export function measuredPoints(snapshot: Snapshot, measure: Measure): Point[] {
  // Nights put together from stages win over a total that a device states: both are never mixed in one series.
  const all =
    measure.metric === 'sleep_total' && snapshot.nights !== undefined
      ? nightPoints(snapshot, (night) => night.asleep)
      : pointsOf(snapshot, measure.metric)
  const points = all.filter(({ value }) => value >= (measure.validMin ?? Number.NEGATIVE_INFINITY))
  if (measure.scale === 'plain') return points
  return points.flatMap(({ day, value }) => (value > 0 ? [{ day, value: Math.log(value) }] : []))
}

/** Back from the scale of comparison to the unit. */
export function toUnit(measure: Measure, value: number): number {
  return measure.scale === 'log' ? Math.exp(value) : value
}

export function inputsOf(measure: Measure) {
  return [fieldOfMetric(measure.metric)]
}
