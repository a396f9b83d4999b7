/** ECG and rhythm: the metrics of the field `ecg`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const ecgMetrics = {
  ecg_waveform: {
    title: 'ECG recording',
    kind: 'record',
    unit: 'uV',
    day: 'each',
    names: {
      appleHealth: ['electrocardiograms'],
      fitbit: ['ecg.waveformSamples', 'Google Health electrocardiogram'],
      others: ['Withings signal', 'DICOM waveform', 'Kardia'],
    },
  },
  ecg_classification: {
    title: 'ECG result by the device',
    kind: 'sample',
    unit: '1',
    day: 'latest',
    codes: 'ecg_classification',
    names: {
      appleHealth: ['Classification'],
      fitbit: ['ecg.resultClassification'],
      others: ['Withings 130'],
    },
  },
  ecg_avg_heart_rate: {
    title: 'Average heart rate during an ECG',
    kind: 'sample',
    unit: '/min',
    day: 'latest',
    plausible: [20, 300],
    loinc: ['8867-4'],
    names: { appleHealth: ['HKElectrocardiogram.averageHeartRate'], fitbit: ['ecg.averageHeartRate'] },
  },
  ecg_intervals: {
    title: 'ECG intervals',
    kind: 'record',
    unit: 'ms',
    day: 'latest',
    names: { others: ['Withings 135', 'Withings 136', 'Withings 137', 'Withings 138'] },
  },
  afib_burden: {
    title: 'Time in atrial fibrillation',
    kind: 'sample',
    unit: '%',
    day: 'latest',
    isWorkedOut: true,
    plausible: [0, 100],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierAtrialFibrillationBurden'],
      others: ['Vital afib_burden'],
    },
  },
  irregular_rhythm_event: {
    title: 'Irregular rhythm alerts',
    kind: 'sample',
    unit: '{event}',
    day: 'count',
    plausible: [0, 1000],
    names: {
      appleHealth: ['HKCategoryTypeIdentifierIrregularHeartRhythmEvent'],
      fitbit: ['irn.alerts', 'Google Health irregularRhythmNotification'],
      others: ['Withings 139'],
    },
  },
  pulse_wave_velocity: {
    title: 'Pulse wave velocity',
    kind: 'sample',
    unit: 'm/s',
    day: 'latest',
    plausible: [1, 30],
    names: { others: ['Withings 91'] },
  },
  vascular_age: {
    title: 'Vascular age',
    kind: 'sample',
    unit: 'a',
    day: 'latest',
    isWorkedOut: true,
    plausible: [0, 130],
    names: { oura: ['daily_cardiovascular_age.vascular_age'], others: ['Withings 155'] },
  },
} as const satisfies MetricRows
