/** Hearing, light, environment: the metrics of the field `environment`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const environmentMetrics = {
  noise_environment: {
    title: 'Noise around you',
    kind: 'sample',
    unit: 'dB[SPL]',
    day: 'mean',
    plausible: [0, 200],
    names: { appleHealth: ['HKQuantityTypeIdentifierEnvironmentalAudioExposure'] },
  },
  noise_headphone: {
    title: 'Headphone loudness',
    kind: 'sample',
    unit: 'dB[SPL]',
    day: 'mean',
    plausible: [0, 200],
    names: { appleHealth: ['HKQuantityTypeIdentifierHeadphoneAudioExposure'] },
  },
  audiogram: {
    title: 'Hearing test',
    kind: 'record',
    unit: 'dB',
    day: 'latest',
    names: { appleHealth: ['Audiogram'] },
  },
  daylight: {
    title: 'Time in daylight',
    kind: 'sample',
    unit: 'min',
    day: 'sum',
    plausible: [0, 1440],
    names: { appleHealth: ['HKQuantityTypeIdentifierTimeInDaylight'], others: ['Vital daylight_exposure'] },
  },
  uv_index: {
    title: 'UV index',
    kind: 'sample',
    unit: '{index}',
    day: 'max',
    plausible: [0, 30],
    names: { appleHealth: ['HKQuantityTypeIdentifierUVExposure'] },
  },
  vision_prescription: {
    title: 'Glasses or lens prescription',
    kind: 'record',
    unit: '[diop]',
    day: 'latest',
    names: { appleHealth: ['VisionPrescription'] },
  },
  eda: {
    title: 'Skin conductance',
    kind: 'sample',
    unit: 'uS',
    day: 'mean',
    plausible: [0, 200],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierElectrodermalActivity'],
      fitbit: ['eda scan'],
      others: ['Withings 196', 'Withings 197', 'Withings 198'],
    },
  },
} as const satisfies MetricRows
