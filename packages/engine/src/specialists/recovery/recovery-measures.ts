/**
 * What the recovery specialist compares with the person's usual. SDNN and rMSSD are different measures and never
 * one series. `adverse` is the direction that strain moves it.
 */
import type { Measure } from '../../facts/measure.ts'

export interface RecoveryMeasure extends Measure {
  readonly adverse: 'up' | 'down'
  /** Measures of one kind count once among the signs of strain. */
  readonly sign: 'heart-rate' | 'hrv' | 'breathing' | 'skin-temperature' | 'oxygen'
}

export const restingHeartRate: RecoveryMeasure = {
  id: 'recovery.resting-heart-rate',
  metric: 'heart_rate_resting',
  unit: '/min',
  decimals: 1,
  scale: 'plain',
  floor: 1.5,
  relevantChange: 3,
  daysBehind: 0,
  grade: 'B',
  evidence: ['resting-heart-rate', 'own-usual'],
  messages: {
    day: 'fact.resting-heart-rate.day',
    week: 'fact.resting-heart-rate.week',
    trend: 'fact.resting-heart-rate.trend',
  },
  adverse: 'up',
  sign: 'heart-rate',
}

const variability = {
  unit: 'ms',
  decimals: 0,
  scale: 'log',
  floor: 0.08,
  relevantChange: 0.08,
  daysBehind: 0,
  grade: 'C',
  evidence: ['hrv-week', 'own-usual'],
  adverse: 'down',
  sign: 'hrv',
} as const

export const variabilities: readonly RecoveryMeasure[] = [
  {
    ...variability,
    id: 'recovery.hrv-rmssd',
    metric: 'hrv_rmssd',
    messages: { day: 'fact.hrv-rmssd.day', week: 'fact.hrv-rmssd.week' },
  },
  {
    ...variability,
    id: 'recovery.hrv-sdnn',
    metric: 'hrv_sdnn',
    messages: { day: 'fact.hrv-sdnn.day', week: 'fact.hrv-sdnn.week' },
  },
]

export const otherSigns: readonly RecoveryMeasure[] = [
  {
    id: 'recovery.breathing-rate',
    metric: 'respiratory_rate',
    unit: '/min',
    decimals: 1,
    scale: 'plain',
    floor: 0.4,
    relevantChange: 1,
    daysBehind: 0,
    grade: 'B',
    evidence: ['breathing-rate', 'own-usual'],
    messages: { day: 'fact.breathing-rate.day' },
    adverse: 'up',
    sign: 'breathing',
  },
  {
    id: 'recovery.skin-temperature',
    metric: 'skin_temperature',
    unit: 'Cel',
    decimals: 2,
    scale: 'plain',
    floor: 0.15,
    relevantChange: 0.3,
    daysBehind: 0,
    grade: 'B',
    evidence: ['illness-warning', 'own-usual'],
    messages: { day: 'fact.skin-temperature.day' },
    adverse: 'up',
    sign: 'skin-temperature',
  },
  {
    id: 'recovery.oxygen',
    metric: 'spo2',
    unit: '%',
    decimals: 1,
    scale: 'plain',
    floor: 1,
    relevantChange: 2,
    daysBehind: 0,
    grade: 'B',
    evidence: ['illness-warning', 'own-usual'],
    messages: { day: 'fact.oxygen.day' },
    adverse: 'down',
    sign: 'oxygen',
  },
]

export const signMeasures: readonly RecoveryMeasure[] = [restingHeartRate, ...variabilities, ...otherSigns]

/** How far against the person a deviation points: above 0 is adverse. */
export function adverseZ(measure: RecoveryMeasure, z: number): number {
  return measure.adverse === 'up' ? z : -z
}
