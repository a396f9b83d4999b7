/** Heart-rate variability: the metrics of the field `hrv`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const hrvMetrics = {
  hrv_sdnn: {
    title: 'Heart-rate variability (SDNN)',
    kind: 'sample',
    unit: 'ms',
    day: 'mean',
    plausible: [0, 1000],
    loinc: ['80404-7'],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierHeartRateVariabilitySDNN'],
      openMHealth: ['rr-interval'],
      garmin: ['session.sdrrHrv'],
      others: ['Ultrahuman sdnn'],
    },
  },
  hrv_rmssd: {
    title: 'Heart-rate variability (rMSSD)',
    kind: 'sample',
    unit: 'ms',
    day: 'night',
    plausible: [0, 1000],
    names: {
      openMHealth: ['rr-interval'],
      garmin: ['hrvValue.value', 'hrvStatusSummary.lastNightAverage', 'session.rmssdHrv'],
      fitbit: [
        'hrv.dailyRmssd',
        'hrv.deepRmssd',
        'takeout Heart Rate Variability Details.csv',
        'Google Health heartRateVariability',
        'Google Health dailyHeartRateVariability',
      ],
      oura: ['sleep.average_hrv', 'hrv.items'],
      whoop: ['recovery.hrv_rmssd_milli'],
      others: ['HC HeartRateVariabilityRmssd'],
    },
  },
  hrv_baseline_low: {
    title: 'Upper end of the low variability range',
    kind: 'sample',
    unit: 'ms',
    day: 'latest',
    isWorkedOut: true,
    plausible: [0, 1000],
    names: { garmin: ['hrvStatusSummary.baselineLowUpper'] },
  },
  hrv_baseline_balanced: {
    title: 'Balanced variability range',
    kind: 'record',
    unit: 'ms',
    day: 'latest',
    names: { garmin: ['hrvStatusSummary.baselineBalancedLower', 'hrvStatusSummary.baselineBalancedUpper'] },
  },
  rr_intervals: {
    title: 'Time between heartbeats',
    kind: 'sample',
    unit: 'ms',
    day: 'each',
    plausible: [200, 4000],
    names: {
      appleHealth: ['InstantaneousBeatsPerMinute'],
      openMHealth: ['rr-interval'],
      garmin: ['hrv.time', 'beatIntervals.time', 'rawBbi.data'],
      others: ['Polar rr', 'Terra rr_interval'],
    },
  },
  hrv_lf_hf: {
    title: 'Low to high frequency ratio',
    kind: 'sample',
    unit: '1',
    day: 'mean',
    plausible: [0, 100],
    names: { fitbit: ['hrv.lf', 'hrv.hf', 'Google Health heartRateVariability'] },
  },
} as const satisfies MetricRows
