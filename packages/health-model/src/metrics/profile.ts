/** Profile: the metrics of the field `profile`, one row each. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const profileMetrics = {
  birth_date: {
    title: 'Date of birth',
    kind: 'record',
    unit: '1',
    day: 'latest',
    loinc: ['21112-8'],
    names: {
      appleHealth: ['HKCharacteristicTypeIdentifierDateOfBirth'],
      fitbit: ['user.dateOfBirth'],
      whoop: ['profile'],
    },
  },
  sex: {
    title: 'Sex',
    kind: 'record',
    unit: '1',
    day: 'latest',
    names: {
      appleHealth: ['HKCharacteristicTypeIdentifierBiologicalSex'],
      garmin: ['userProfile.gender'],
      fitbit: ['user.gender'],
      oura: ['biological_sex'],
    },
  },
  blood_type: {
    title: 'Blood type',
    kind: 'record',
    unit: '1',
    day: 'latest',
    loinc: ['882-1'],
    names: { appleHealth: ['HKCharacteristicTypeIdentifierBloodType'] },
  },
  skin_type: {
    title: 'Skin type',
    kind: 'record',
    unit: '1',
    day: 'latest',
    names: { appleHealth: ['HKCharacteristicTypeIdentifierFitzpatrickSkinType'] },
  },
  devices: {
    title: 'Devices',
    kind: 'record',
    unit: '1',
    day: 'each',
    names: {
      appleHealth: ['device'],
      garmin: ['deviceInfo', 'fileId'],
      fitbit: ['devices'],
      oura: ['ring_configuration'],
    },
  },
} as const satisfies MetricRows
