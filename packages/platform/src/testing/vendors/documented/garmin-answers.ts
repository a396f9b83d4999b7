/** Garmin Health API: https://developer.garmin.com/gc-developer-program/health-api. A back-fill is ordered, and answers nothing. */
import type { DocumentedAnswers } from './documented-answers.ts'

function summary(day: string, id: string) {
  return {
    ...{ summaryId: `x-${id}`, calendarDate: day, durationInSeconds: 3_600 },
    ...{ startTimeInSeconds: Date.parse(`${day}T06:00:00Z`) / 1_000, startTimeOffsetInSeconds: 3_600 },
  }
}

const summaries: DocumentedAnswers = {
  dailies: (day) => [
    {
      ...{ ...summary(day, 'day'), activityType: 'WALKING', steps: 4_210, distanceInMeters: 3_146.5 },
      ...{ activeKilocalories: 321, bmrKilocalories: 1_731, activeTimeInSeconds: 12_240, floorsClimbed: 8 },
      ...{ moderateIntensityDurationInSeconds: 5_400, vigorousIntensityDurationInSeconds: 600 },
      ...{ minHeartRateInBeatsPerMinute: 59, averageHeartRateInBeatsPerMinute: 64 },
      ...{ maxHeartRateInBeatsPerMinute: 112, restingHeartRateInBeatsPerMinute: 64 },
      ...{ timeOffsetHeartRateSamples: { '15': 75, '30': 76 }, averageStressLevel: 43, maxStressLevel: 87 },
      ...{ stepsGoal: 4_500, intensityDurationGoalInSeconds: 1_500, floorsClimbedGoal: 18 },
    },
  ],
  sleeps: (day) => {
    const { startTimeInSeconds: start, ...rest } = summary(day, 'night')
    const level = [{ startTimeInSeconds: start, endTimeInSeconds: start + 600 }]
    return [
      {
        ...{ ...rest, startTimeInSeconds: start, unmeasurableSleepInSeconds: 0, validation: 'DEVICE' },
        ...{ deepSleepDurationInSeconds: 600, lightSleepDurationInSeconds: 1_800, remSleepInSeconds: 900 },
        ...{ awakeDurationInSeconds: 300, sleepLevelsMap: { deep: level, light: [] } },
        ...{ timeOffsetSleepRespiration: { '60': 15.31 }, timeOffsetSleepSpo2: { '0': 95 } },
        overallSleepScore: { value: 87, qualifierKey: 'GOOD' },
      },
    ]
  },
  bodyComps: (day) => [
    {
      ...{ summaryId: 'x-body', measurementTimeInSeconds: Date.parse(`${day}T06:00:00Z`) / 1_000 },
      ...{ measurementTimeOffsetInSeconds: 3_600, muscleMassInGrams: 25_478, boneMassInGrams: 2_437 },
      ...{ bodyWaterInPercent: 59.4, bodyFatInPercent: 17.1, bodyMassIndex: 23.2, weightInGrams: 75_450 },
    },
  ],
  stressDetails: (day) => [
    {
      ...summary(day, 'stress'),
      ...{ timeOffsetStressLevelValues: { '0': 18, '180': -1 }, timeOffsetBodyBatteryValues: { '0': 55 } },
    },
  ],
  hrv: (day) => [
    {
      ...{ ...summary(day, 'hrv'), lastNightAvg: 44, lastNight5MinHigh: 72 },
      hrvValues: { '300': 32, '600': 24 },
    },
  ],
  pulseox: (day) => [
    { ...summary(day, 'oxygen'), timeOffsetSpo2Values: { '0': 93, '3600': 94 }, onDemand: false },
  ],
  respiration: (day) => [{ ...summary(day, 'breath'), timeOffsetEpochToBreaths: { '0': 14.63, '60': 14.4 } }],
  activities: (day) => [
    {
      ...{ ...summary(day, 'run'), activityId: 5_001_968_355, activityName: 'Run', activityType: 'RUNNING' },
      ...{ averageHeartRateInBeatsPerMinute: 144, averageSpeedInMetersPerSecond: 2.781 },
      ...{ activeKilocalories: 448, deviceName: 'Forerunner', distanceInMeters: 8_125.2, steps: 5_022 },
      ...{
        maxHeartRateInBeatsPerMinute: 159,
        totalElevationGainInMeters: 16,
        totalElevationLossInMeters: 22,
      },
      ...{ startingLatitudeInDegree: 51.053232, startingLongitudeInDegree: -114.06888 },
    },
  ],
}

const orders = Object.keys(summaries).map((kind) => [`backfill-${kind}`, () => null] as const)

export const garminAnswers: DocumentedAnswers = { ...summaries, ...Object.fromEntries(orders) }
