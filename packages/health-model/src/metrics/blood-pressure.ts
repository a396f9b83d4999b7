/** Blood pressure: the metrics of the field `blood_pressure`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const bloodPressureMetrics = {
  bp_systolic: {
    title: 'Blood pressure, upper value',
    kind: 'sample',
    unit: 'mm[Hg]',
    day: 'latest',
    plausible: [40, 320],
    loinc: ['8480-6'],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierBloodPressureSystolic'],
      openMHealth: ['blood-pressure'],
      garmin: ['bloodPressure.systolicPressure'],
      others: ['HC BloodPressure', 'Withings 10'],
    },
  },
  bp_diastolic: {
    title: 'Blood pressure, lower value',
    kind: 'sample',
    unit: 'mm[Hg]',
    day: 'latest',
    plausible: [20, 220],
    loinc: ['8462-4'],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierBloodPressureDiastolic'],
      openMHealth: ['blood-pressure'],
      garmin: ['bloodPressure.diastolicPressure'],
      others: ['Withings 9'],
    },
  },
  bp_mean: {
    title: 'Blood pressure, mean',
    kind: 'sample',
    unit: 'mm[Hg]',
    day: 'latest',
    plausible: [30, 260],
    names: { garmin: ['bloodPressure.meanArterialPressure'] },
  },
  bp_pulse: {
    title: 'Pulse during the blood-pressure reading',
    kind: 'sample',
    unit: '/min',
    day: 'latest',
    plausible: [20, 300],
    loinc: ['8867-4'],
    names: { openMHealth: ['heart-rate'], garmin: ['bloodPressure.heartRate'], others: ['Withings 11'] },
  },
} as const satisfies MetricRows
