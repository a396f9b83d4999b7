/**
 * Goal: every type of the Google Health API becomes the right metric in the right unit at the right time, by the right
 * device; what is not known is kept, and a nap is no night.
 * Method: one point of each type, written here after Google's reference.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

const watch = {
  platform: 'FITBIT',
  recordingMethod: 'PASSIVELY_MEASURED',
  device: { displayName: 'Charge 6' },
}

/** From eight to a minute past in Berlin, in summer. */
const interval = {
  ...{ startTime: '2026-07-02T06:00:00Z', startUtcOffset: '7200s' },
  ...{ endTime: '2026-07-02T06:01:00Z', endUtcOffset: '7200s' },
}
const sampleTime = { physicalTime: '2026-07-02T06:00:00.250Z', utcOffset: '7200s' }
const date = { year: 2026, month: 7, day: 2 }

async function importPoints(...points: readonly object[]) {
  const sink = recordingSink()
  const dataPoints = points.map((point) => ({ dataSource: watch, ...point }))
  const file = blobOf(JSON.stringify({ dataPoints, nextPageToken: '' }))
  const result = await importFile(file, sink, { zone: 'Europe/Berlin' })
  assert.ok(result.ok)
  assert.equal(result.value.format, 'google-health')
  return { sink, report: result.value }
}

const rowsOf = async (...points: readonly object[]) =>
  (await importPoints(...points)).sink.samples.map(({ key, start, end, value }) => [
    key.metric,
    new Date(start).toISOString().slice(0, 19),
    (end - start) / 60_000,
    Math.round(value * 1_000) / 1_000,
    key.unit,
  ])

const MINUTE = ['2026-07-02T06:00:00', 1] as const
const MOMENT = ['2026-07-02T06:00:00', 0] as const
/** Of a calendar day only the person's own clock says when it begins. */
const DAY = ['2026-07-01T22:00:00', 1440] as const
const NIGHT = ['2026-07-01T22:00:00', 0] as const

const cases: readonly (readonly [point: object, ...rows: (readonly unknown[])[]])[] = [
  [{ steps: { interval, count: '87' } }, ['steps', ...MINUTE, 87, '{steps}']],
  [{ distance: { interval, millimeters: '65400' } }, ['distance_walk_run', ...MINUTE, 65_400, 'mm']],
  [{ floors: { interval, count: '2' } }, ['floors_climbed', ...MINUTE, 2, '{floors}']],
  [{ altitude: { interval, gainMillimeters: '3048' } }, ['elevation_gain', ...MINUTE, 3_048, 'mm']],
  [{ activeEnergyBurned: { interval, kcal: 4.5 } }, ['energy_active', ...MINUTE, 4.5, 'kcal']],
  [{ basalEnergyBurned: { interval, kcal: 1.1 } }, ['energy_basal', ...MINUTE, 1.1, 'kcal']],
  [
    { activeZoneMinutes: { interval, heartRateZone: 'CARDIO', activeZoneMinutes: '2' } },
    ['active_minutes', ...MINUTE, 2, 'min'],
  ],
  [{ sedentaryPeriod: { interval } }, ['sedentary_time', ...MINUTE, 60_000, 'ms']],
  [
    { swimLengthsData: { interval, strokeCount: '14', swimStrokeType: 'FREESTYLE' } },
    ['swim_strokes', ...MINUTE, 14, '{strokes}'],
  ],
  [{ heartRate: { sampleTime, beatsPerMinute: '93' } }, ['heart_rate', ...MOMENT, 93, '/min']],
  [{ dailyRestingHeartRate: { date, beatsPerMinute: '57' } }, ['heart_rate_resting', ...DAY, 57, '/min']],
  [
    {
      heartRateVariability: {
        ...{ sampleTime, rootMeanSquareOfSuccessiveDifferencesMilliseconds: 41.5 },
        metadata: { lowFrequencyPower: 300, highFrequencyPower: 200 },
      },
    },
    ['hrv_rmssd', ...MOMENT, 41.5, 'ms'],
    ['hrv_lf_hf', ...MOMENT, 1.5, '1'],
  ],
  [
    { dailyHeartRateVariability: { date, averageHeartRateVariabilityMilliseconds: 38.2, entropy: 2.9 } },
    ['hrv_rmssd', ...NIGHT, 38.2, 'ms'],
  ],
  [{ oxygenSaturation: { sampleTime, percentage: 96.5 } }, ['spo2', ...MOMENT, 96.5, '%']],
  [
    { dailyOxygenSaturation: { date, averagePercentage: 96.1, lowerBoundPercentage: 93 } },
    ['spo2', ...NIGHT, 96.1, '%'],
  ],
  [{ dailyRespiratoryRate: { date, breathsPerMinute: 14.2 } }, ['respiratory_rate', ...NIGHT, 14.2, '/min']],
  [
    { respiratoryRateSleepSummary: { sampleTime, fullSleepStats: { breathsPerMinute: 14.6 } } },
    ['respiratory_rate', ...MOMENT, 14.6, '/min'],
  ],
  [
    { coreBodyTemperature: { sampleTime, temperatureCelsius: 36.9 } },
    ['body_temperature', ...MOMENT, 36.9, 'Cel'],
  ],
  [
    {
      dailySleepTemperatureDerivations: {
        ...{ date, nightlyTemperatureCelsius: 34.2, baselineTemperatureCelsius: 33.9 },
      },
    },
    ['skin_temperature', ...NIGHT, 34.2, 'Cel'],
    ['skin_temperature_deviation', ...NIGHT, 0.3, 'K'],
  ],
  [{ vo2Max: { sampleTime, vo2Max: 44.1 } }, ['vo2_max', ...MOMENT, 44.1, 'mL/min/kg']],
  [{ runVo2Max: { sampleTime, runVo2Max: 45.2 } }, ['vo2_max', ...MOMENT, 45.2, 'mL/min/kg']],
  [{ dailyVo2Max: { date, vo2Max: 43.8 } }, ['vo2_max', ...DAY, 43.8, 'mL/min/kg']],
  [{ weight: { sampleTime, weightGrams: 72_500 } }, ['weight', ...MOMENT, 72_500, 'g']],
  [{ height: { sampleTime, heightMillimeters: '1720' } }, ['height', ...MOMENT, 1_720, 'mm']],
  [{ bodyFat: { sampleTime, percentage: 21.4 } }, ['body_fat', ...MOMENT, 21.4, '%']],
  [
    { hydrationLog: { interval, amountConsumed: { milliliters: 250, userProvidedUnit: 'CUP_US' } } },
    ['water', ...MINUTE, 250, 'mL'],
  ],
  [
    {
      bloodGlucose: {
        ...{ sampleTime, bloodGlucoseMilligramsPerDeciliter: 104 },
        measurementSource: 'CONTINUOUS_GLUCOSE_MONITORING',
      },
    },
    ['glucose_cgm', ...MOMENT, 104, 'mg/dL'],
  ],
  [
    { bloodGlucose: { sampleTime, bloodGlucoseMilligramsPerDeciliter: 98, specimen: 'CAPILLARY_BLOOD' } },
    ['glucose_fingerstick', ...MOMENT, 98, 'mg/dL'],
  ],
  [{ irregularRhythmNotification: { interval } }, ['irregular_rhythm_event', ...MINUTE, 1, '{event}']],
]

for (const [point, ...rows] of cases) {
  test(`${Object.keys(point)[0]}: ${rows.map(([metric]) => metric).join(', ')}`, async () => {
    assert.deepEqual(await rowsOf(point), rows)
  })
}

const stage = (type: string, from: string, to: string) => ({
  ...{ startTime: `2026-07-0${from}:00Z`, startUtcOffset: '7200s' },
  ...{ endTime: `2026-07-0${to}:00Z`, endUtcOffset: '7200s', type },
})
const sleep = {
  interval: {
    ...{ startTime: '2026-07-01T21:30:00Z', startUtcOffset: '7200s' },
    ...{ endTime: '2026-07-02T04:30:00Z', endUtcOffset: '7200s' },
  },
  type: 'STAGES',
  metadata: { processed: true, mainSleep: true, nap: false },
  stages: [stage('LIGHT', '1T21:30', '2T01:00'), stage('DEEP', '2T01:00', '2T04:30')],
  shortAwakenings: [stage('AWAKE', '2T02:00', '2T02:01')],
  summary: {
    ...{ minutesInSleepPeriod: '420', minutesAsleep: '419', minutesAwake: '1', minutesToFallAsleep: '0' },
    stagesSummary: [
      { type: 'DEEP', minutes: '210', count: '1' },
      { type: 'AWAKE', minutes: '1', count: '1' },
    ],
  },
}

test('a night has its stages and its sums; a nap has its length alone', async () => {
  const night = await rowsOf({ sleep })
  const [at, length] = ['2026-07-01T21:30:00', 420]
  assert.deepEqual(night.slice(0, 6), [
    ['sleep_total', at, length, 419, 'min'],
    ['sleep_awake', at, length, 1, 'min'],
    ['sleep_in_bed', at, length, 420, 'min'],
    ['sleep_latency', at, length, 0, 'min'],
    ['sleep_deep', at, length, 210, 'min'],
    ['sleep_awakenings', at, length, 1, '{count}'],
  ])
  assert.deepEqual(
    night.slice(6).map(([metric, from, minutes, code]) => [metric, from, minutes, code]),
    [
      ['sleep_hypnogram', '2026-07-01T21:30:00', 210, 3],
      ['sleep_hypnogram', '2026-07-02T01:00:00', 210, 4],
      ['sleep_hypnogram', '2026-07-02T02:00:00', 1, 2],
    ],
  )
  const short = { ...sleep, interval, stages: [], shortAwakenings: [] }
  for (const metadata of [{ mainSleep: false }, { nap: true }, undefined]) {
    assert.deepEqual(await rowsOf({ sleep: { ...short, metadata } }), [
      ['sleep_nap', '2026-07-02T06:00:00', 1, 419, 'min'],
    ])
  }
})

test('a night that is still being worked out is kept and not counted, and a stage that nobody knows is told', async () => {
  const waiting = { ...sleep, metadata: { ...sleep.metadata, processed: false } }
  const { sink, report } = await importPoints({ sleep: waiting })
  assert.deepEqual(sink.samples, [])
  assert.deepEqual(report.unknown, { 'sleep in processing': 1 })
  const odd = await importPoints({ sleep: { ...sleep, stages: [stage('DRIFTING', '1T21:30', '2T01:00')] } })
  assert.deepEqual(
    odd.report.skipped.map(({ reason, type, places }) => [type, reason, places[0]?.detail]),
    [['sleep_hypnogram', 'unknown-code', 'DRIFTING']],
  )
})

test('an exercise lasts as long as it was active, in metres and kilocalories', async () => {
  const exercise = {
    ...{ interval, exerciseType: 'TRAIL_RUN', displayName: 'Trail run', activeDuration: '1770s' },
    metricsSummary: {
      ...{ caloriesKcal: 320, distanceMillimeters: 5_012_000, elevationGainMillimeters: 80_500 },
      averageHeartRateBeatsPerMinute: '148',
    },
    splits: [{ splitType: 'DISTANCE' }, { splitType: 'DISTANCE' }],
  }
  const { report, sink } = await importPoints({ exercise })
  assert.deepEqual(report.detailsNotKept, { splits: 2 })
  assert.partialDeepStrictEqual(sink.records[0]?.content, {
    ...{ activity: 'trail_run', durationMinutes: 29.5, distanceMetres: 5_012 },
    ...{ energyKilocalories: 320, elevationGainMetres: 80.5 },
  })
  assert.deepEqual(
    sink.samples.map(({ key, value }) => [key.metric, value]),
    [
      ['workout_distance', 5_012],
      ['workout_energy', 320],
      ['workout_heart_rate', 148],
    ],
  )
  const other = await importPoints({
    exercise: { ...exercise, exerciseType: 'OTHER', displayName: 'Treadmill desk' },
  })
  assert.partialDeepStrictEqual(other.sink.records[0]?.content, { activity: 'treadmill_desk' })
})

test('a meal is what it held: sums by their metric, carbohydrate once, the rest as they are', async () => {
  const grams = (nutrient: string, amount: number) => ({ nutrient, quantity: { grams: amount } })
  const nutritionLog = {
    ...{ interval, foodDisplayName: 'Lentil soup', energy: { kcal: 420 } },
    ...{ totalCarbohydrate: { grams: 60 }, totalFat: { grams: 9 } },
    nutrients: [grams('CARBOHYDRATES', 60), grams('PROTEIN', 24), grams('SODIUM', 0.8), grams('IRON', 0.006)],
  }
  const { sink } = await importPoints({ nutritionLog })
  assert.deepEqual(
    sink.samples.map(({ key, value }) => [key.metric, value, key.unit]),
    [
      ['dietary_energy', 420, 'kcal'],
      ['carbohydrate', 60, 'g'],
      ['fat_total', 9, 'g'],
      ['protein', 24, 'g'],
      ['sodium', 0.8, 'g'],
    ],
  )
  assert.deepEqual(
    sink.records.map(({ metric }) => metric),
    ['meal', 'micronutrients'],
  )
})

test('a recording of the heart is in microvolts, with what the watch made of it', async () => {
  const electrocardiogram = {
    ...{ interval, resultClassification: 'NORMAL_SINUS_RHYTHM', beatsPerMinuteAvg: '62' },
    ...{ samplingFrequencyHertz: 250, millivoltsScalingFactor: 10_922, waveformSamples: [0, 10_922, -5_461] },
  }
  const { sink } = await importPoints({ electrocardiogram })
  assert.partialDeepStrictEqual(sink.records[0]?.content, {
    valueSampledData: { period: 4, data: '0 10000 -5000' },
  })
  assert.deepEqual(
    sink.samples.map(({ key, value }) => [key.metric, value]),
    [
      ['ecg_classification', 1],
      ['ecg_avg_heart_rate', 62],
    ],
  )
})

test('the offset of the person’s clock is the zone; none, and one that is no whole hour, is no evidence', async () => {
  for (const [offset, zone] of [
    ['7200s', 'Etc/GMT-2'],
    ['-18000s', 'Etc/GMT+5'],
    ['20700s', ''],
    ['0s', ''],
    [undefined, ''],
    ['999999s', ''],
  ] as const) {
    const { sink } = await importPoints({
      weight: { sampleTime: { ...sampleTime, utcOffset: offset }, weightGrams: 72_500 },
    })
    assert.equal(sink.samples[0]?.key.zone, zone, String(offset))
  }
})

test('a device is a source, the same as in a Takeout; what came from elsewhere is not Fitbit’s', async () => {
  const steps = { interval, count: '87' }
  const { sink } = await importPoints(
    { steps },
    { steps, dataSource: { platform: 'HEALTH_CONNECT', device: { displayName: 'Pixel 9' } } },
    { steps, dataSource: undefined },
  )
  assert.deepEqual(
    sink.samples.map(({ key: { source } }) => [source.name, source.model]),
    [
      ['Fitbit', 'Charge 6'],
      ['Health Connect', 'Pixel 9'],
      ['Fitbit', ''],
    ],
  )
})

test('a type that nobody knows is kept as it came, and so is a glucose value of a laboratory', async () => {
  const glucose = { sampleTime, bloodGlucoseMilligramsPerDeciliter: 98, measurementSource: 'LAB_TEST' }
  const { sink, report } = await importPoints(
    { moods: { sampleTime, moods: ['CALM'] } },
    { bloodGlucose: glucose },
  )
  assert.deepEqual(report.unknown, { moods: 1, 'bloodGlucose LAB_TEST': 1 })
  assert.ok(sink.rawItems[0]?.text.includes('CALM'))
  assert.deepEqual(sink.samples, [])
})

const civil = (ofMonth: number) => ({ date: { year: 2026, month: 7, day: ofMonth }, time: {} })
const rolledUp = (from: number, until: number, sum: object) => ({
  ...{ civilStartTime: civil(from), civilEndTime: civil(until) },
  ...sum,
})

test('what Google adds up is one sum a day; of longer, and of what has no metric, what it wrote is kept', async () => {
  const sink = recordingSink()
  const zones = { timeInHeartRateZones: [{ heartRateZone: 'PEAK', duration: '300s' }] }
  const rollupDataPoints = [
    rolledUp(2, 3, { totalCalories: { kcalSum: 2_310.5 } }),
    rolledUp(1, 8, { totalCalories: { kcalSum: 15_000 } }),
    rolledUp(2, 3, { timeInHeartRateZone: zones }),
  ]
  const result = await importFile(blobOf(JSON.stringify({ rollupDataPoints })), sink, {
    zone: 'Europe/Berlin',
  })
  assert.ok(result.ok)
  assert.equal(result.value.format, 'google-health')
  assert.deepEqual(
    sink.samples.map(({ key, start, end, value }) => [
      key.metric,
      ...[start, end].map((time) => new Date(time).toISOString().slice(0, 16)),
      value,
    ]),
    [['energy_total', '2026-07-01T22:00', '2026-07-02T22:00', 2_310.5]],
  )
  assert.deepEqual(
    sink.rawItems.map(({ type, text }) => [type, text]),
    [
      ['totalCalories', JSON.stringify(rollupDataPoints[1])],
      ['timeInHeartRateZone', JSON.stringify(rollupDataPoints[2])],
    ],
  )
})
