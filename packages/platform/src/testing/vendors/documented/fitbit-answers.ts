/**
 * Google Health API v4: https://developers.google.com/health/reference/rest/v4/users.dataTypes.dataPoints. Every list is a
 * page of data points, or of days added up; whole numbers of 64 bits are texts, and lengths of time are seconds with an `s`.
 */
import type { DocumentedAnswers } from './documented-answers.ts'

const source = {
  recordingMethod: 'PASSIVELY_MEASURED',
  device: { formFactor: 'WATCH', manufacturer: 'Google', displayName: 'Pixel Watch 4' },
  platform: 'FITBIT',
}

/** The clock of the person is an hour ahead of UTC. */
const offset = '3600s'
const dateOf = (day: string) => {
  const [year, month, ofMonth] = day.split('-').map(Number)
  return { year, month, day: ofMonth }
}
const civil = (day: string, [hours, minutes]: readonly [number, number]) => ({
  date: dateOf(day),
  time: { hours, minutes },
})

function interval(day: string, from: readonly [number, number], to: readonly [number, number]) {
  return {
    ...{ startTime: instant(day, from), startUtcOffset: offset },
    ...{ endTime: instant(day, to), endUtcOffset: offset },
    ...{ civilStartTime: civil(day, from), civilEndTime: civil(day, to) },
  }
}

function instant(day: string, [hours, minutes]: readonly [number, number]): string {
  const midnight = Date.parse(`${day}T00:00:00Z`) - 3_600_000
  return new Date(midnight + (hours * 60 + minutes) * 60_000).toISOString().replace('.000Z', 'Z')
}

const stage = (day: string, type: string, from: readonly [number, number], to: readonly [number, number]) => {
  const { civilStartTime: _, civilEndTime: __, ...times } = interval(day, from, to)
  return { ...times, type, createTime: instant(day, [9, 0]), updateTime: instant(day, [9, 0]) }
}

const at = (day: string, time: readonly [number, number]) => ({
  sampleTime: { physicalTime: instant(day, time), utcOffset: offset, civilTime: civil(day, time) },
})

const page = (point: object) => ({ dataPoints: [{ dataSource: source, ...point }] })

/** A day as it is added up: from its midnight until before the next one. */
const sumOf = (day: string, sum: object) => {
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
  const times = { civilStartTime: { date: dateOf(day) }, civilEndTime: { date: dateOf(next) } }
  return { rollupDataPoints: [{ ...times, ...sum }] }
}

const minute = (day: string) => ({ interval: interval(day, [8, 0], [8, 1]) })
const moment = (day: string) => at(day, [8, 0])

export const fitbitAnswers: DocumentedAnswers = {
  steps: (day) => page({ steps: { ...minute(day), count: '87' } }),
  distance: (day) => page({ distance: { ...minute(day), millimeters: '65400' } }),
  floors: (day) => page({ floors: { ...minute(day), count: '1' } }),
  altitude: (day) => page({ altitude: { ...minute(day), gainMillimeters: '3048' } }),
  'active-zone-minutes': (day) =>
    page({ activeZoneMinutes: { ...minute(day), heartRateZone: 'CARDIO', activeZoneMinutes: '2' } }),
  'sedentary-period': (day) => page({ sedentaryPeriod: { interval: interval(day, [9, 0], [10, 12]) } }),
  'active-energy-burned': (day) => page({ activeEnergyBurned: { ...minute(day), kcal: 4.57 } }),
  'basal-energy-burned': (day) => page({ basalEnergyBurned: { ...minute(day), kcal: 1.12 } }),
  'total-calories': (day) => sumOf(day, { totalCalories: { kcalSum: 2_310.5 } }),
  'time-in-heart-rate-zone': (day) =>
    sumOf(day, {
      timeInHeartRateZone: { timeInHeartRateZones: [{ heartRateZone: 'MODERATE', duration: '1800s' }] },
    }),
  'heart-rate': (day) =>
    page({
      heartRate: {
        ...moment(day),
        ...{ beatsPerMinute: '93', metadata: { motionContext: 'ACTIVE', sensorLocation: 'WRIST' } },
      },
    }),
  'daily-resting-heart-rate': (day) =>
    page({
      dailyRestingHeartRate: {
        ...{ date: dateOf(day), beatsPerMinute: '57' },
        dailyRestingHeartRateMetadata: { calculationMethod: 'WITH_SLEEP' },
      },
    }),
  'heart-rate-variability': (day) =>
    page({
      heartRateVariability: {
        ...at(day, [3, 5]),
        ...{ rootMeanSquareOfSuccessiveDifferencesMilliseconds: 41.5, standardDeviationMilliseconds: 52.1 },
        metadata: { lowFrequencyPower: 812.4, highFrequencyPower: 541.6 },
      },
    }),
  'daily-heart-rate-variability': (day) =>
    page({
      dailyHeartRateVariability: {
        ...{ date: dateOf(day), averageHeartRateVariabilityMilliseconds: 34.938, entropy: 2.871 },
        nonRemHeartRateBeatsPerMinute: '54',
        deepSleepRootMeanSquareOfSuccessiveDifferencesMilliseconds: 31.567,
      },
    }),
  'oxygen-saturation': (day) => page({ oxygenSaturation: { ...at(day, [3, 5]), percentage: 96.5 } }),
  'daily-oxygen-saturation': (day) =>
    page({
      dailyOxygenSaturation: {
        ...{ date: dateOf(day), averagePercentage: 96.1, lowerBoundPercentage: 93.2 },
        ...{ upperBoundPercentage: 99, standardDeviationPercentage: 0.6 },
      },
    }),
  'daily-respiratory-rate': (day) =>
    page({ dailyRespiratoryRate: { date: dateOf(day), breathsPerMinute: 14.2 } }),
  'core-body-temperature': (day) =>
    page({ coreBodyTemperature: { ...moment(day), temperatureCelsius: 36.9, measurementLocation: 'EAR' } }),
  'daily-sleep-temperature-derivations': (day) =>
    page({
      dailySleepTemperatureDerivations: {
        ...{ date: dateOf(day), nightlyTemperatureCelsius: 34.2, baselineTemperatureCelsius: 33.9 },
        relativeNightlyStddev30dCelsius: 0.4,
      },
    }),
  sleep: (day) =>
    page({
      name: `users/111111256096816351/dataTypes/sleep/dataPoints/4724119012238834${day.slice(-2)}`,
      sleep: {
        interval: interval(day, [0, 11], [7, 32]),
        type: 'STAGES',
        metadata: { processed: true, mainSleep: true, nap: false, stagesStatus: 'SUCCEEDED' },
        stages: [
          stage(day, 'LIGHT', [0, 11], [1, 41]),
          stage(day, 'DEEP', [1, 41], [3, 25]),
          stage(day, 'REM', [3, 25], [4, 40]),
          stage(day, 'AWAKE', [4, 40], [5, 25]),
          stage(day, 'LIGHT', [5, 25], [7, 32]),
        ],
        shortAwakenings: [stage(day, 'AWAKE', [2, 2], [2, 3])],
        summary: {
          ...{ minutesInSleepPeriod: '441', minutesAsleep: '396', minutesAwake: '45' },
          ...{ minutesToFallAsleep: '3', minutesAfterWakeUp: '1' },
          stagesSummary: [
            { type: 'LIGHT', minutes: '217', count: '2' },
            { type: 'DEEP', minutes: '104', count: '1' },
            { type: 'REM', minutes: '75', count: '1' },
            { type: 'AWAKE', minutes: '45', count: '1' },
          ],
        },
        ...{ createTime: instant(day, [9, 0]), updateTime: instant(day, [9, 0]) },
      },
    }),
  exercise: (day) =>
    page({
      name: `users/111111256096816351/dataTypes/exercise/dataPoints/2026443605080188${day.slice(-2)}`,
      exercise: {
        interval: interval(day, [17, 0], [17, 31]),
        ...{ exerciseType: 'RUNNING', displayName: 'Run', activeDuration: '1800s', notes: '' },
        metricsSummary: {
          ...{ caloriesKcal: 320.5, distanceMillimeters: 5_012_000, elevationGainMillimeters: 24_000 },
          ...{ averageHeartRateBeatsPerMinute: '148', steps: '4812', activeZoneMinutes: '52' },
          ...{
            averageSpeedMillimetersPerSecond: 2_784.4,
            averagePaceSecondsPerMeter: 0.359,
            runVo2Max: 45.2,
          },
          heartRateZoneDurations: { lightTime: '120s', moderateTime: '600s', vigorousTime: '1080s' },
        },
        exerciseMetadata: { hasGps: true },
        ...{ createTime: instant(day, [17, 32]), updateTime: instant(day, [17, 32]) },
      },
    }),
  'swim-lengths-data': (day) =>
    page({ swimLengthsData: { ...minute(day), strokeCount: '14', swimStrokeType: 'FREESTYLE' } }),
  'vo2-max': (day) => page({ vo2Max: { ...moment(day), vo2Max: 44.1, measurementMethod: 'COOPER_TEST' } }),
  'run-vo2-max': (day) => page({ runVo2Max: { ...moment(day), runVo2Max: 45.2 } }),
  'daily-vo2-max': (day) =>
    page({
      dailyVo2Max: {
        ...{ date: dateOf(day), vo2Max: 43.8, cardioFitnessLevel: 'GOOD', estimated: true },
        vo2MaxCovariance: 0.9,
      },
    }),
  weight: (day) => page({ weight: { ...moment(day), weightGrams: 72_500, notes: '' } }),
  height: (day) => page({ height: { ...moment(day), heightMillimeters: '1720' } }),
  'body-fat': (day) => page({ bodyFat: { ...moment(day), percentage: 21.4 } }),
  'blood-glucose': (day) =>
    page({
      bloodGlucose: {
        ...{ ...moment(day), bloodGlucoseMilligramsPerDeciliter: 98, mealType: 'BREAKFAST' },
        ...{ measurementSource: 'SELF_MONITORING_BLOOD_GLUCOSE', measurementTiming: 'BEFORE_MEAL' },
        specimen: 'CAPILLARY_BLOOD',
      },
    }),
  'hydration-log': (day) =>
    page({
      hydrationLog: { ...minute(day), amountConsumed: { milliliters: 250, userProvidedUnit: 'CUP_US' } },
    }),
  'nutrition-log': (day) =>
    page({
      nutritionLog: {
        ...{ ...minute(day), foodDisplayName: 'Lentil soup', mealType: 'LUNCH' },
        ...{ energy: { kcal: 420 }, energyFromFat: { kcal: 81 } },
        ...{ totalCarbohydrate: { grams: 60 }, totalFat: { grams: 9 } },
        nutrients: [
          { nutrient: 'PROTEIN', quantity: { grams: 24 } },
          { nutrient: 'DIETARY_FIBER', quantity: { grams: 16 } },
          { nutrient: 'SODIUM', quantity: { grams: 0.8 } },
          { nutrient: 'IRON', quantity: { grams: 0.006 } },
        ],
        serving: { amount: 1, foodMeasurementUnit: 'foodMeasurementUnits/304' },
      },
    }),
  'irregular-rhythm-notification': (day) =>
    page({ irregularRhythmNotification: { interval: interval(day, [2, 0], [4, 30]), alertWindows: [] } }),
  electrocardiogram: (day) =>
    page({
      electrocardiogram: {
        interval: interval(day, [12, 0], [12, 1]),
        ...{ beatsPerMinuteAvg: '62', resultClassification: 'NORMAL_SINUS_RHYTHM', leadNumber: 1 },
        ...{ samplingFrequencyHertz: 250, millivoltsScalingFactor: 10_922 },
        waveformSamples: [0, 130, 262, 391, 520, 130, -40],
      },
    }),
}
