/** Temperature: the metrics of the field `temperature`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const temperatureMetrics = {
  body_temperature: {
    title: 'Body temperature',
    kind: 'sample',
    unit: 'Cel',
    day: 'latest',
    plausible: [25, 45],
    loinc: ['8310-5'],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierBodyTemperature'],
      openMHealth: ['body-temperature'],
      garmin: ['record.coreTemperature'],
      fitbit: ['temp/core', 'Google Health coreBodyTemperature'],
      others: ['HC BodyTemperature', 'Withings 71'],
    },
  },
  basal_body_temperature: {
    title: 'Temperature on waking',
    kind: 'sample',
    unit: 'Cel',
    day: 'latest',
    plausible: [30, 45],
    loinc: ['8310-5'],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierBasalBodyTemperature'],
      openMHealth: ['body-temperature'],
      others: ['HC BasalBodyTemperature'],
    },
  },
  skin_temperature: {
    title: 'Skin temperature in sleep',
    kind: 'sample',
    unit: 'Cel',
    day: 'night',
    plausible: [10, 45],
    names: {
      appleHealth: ['HKQuantityTypeIdentifierAppleSleepingWristTemperature'],
      garmin: ['hsaWristTemperatureData.value', 'skinTempOvernight.nightlyValue'],
      fitbit: [
        'takeout Computed Temperature nightly_temperature',
        'Google Health dailySleepTemperatureDerivations',
      ],
      whoop: ['recovery.skin_temp_celsius'],
      others: ['Withings 73'],
    },
  },
  skin_temperature_deviation: {
    title: 'Skin temperature against usual',
    kind: 'sample',
    unit: 'K',
    day: 'night',
    plausible: [-15, 15],
    names: {
      garmin: ['skinTempOvernight.averageDeviation'],
      fitbit: ['tempSkin.nightlyRelative', 'Google Health dailySleepTemperatureDerivations'],
      oura: ['daily_readiness.temperature_deviation'],
      others: ['HC SkinTemperature'],
    },
  },
} as const satisfies MetricRows
