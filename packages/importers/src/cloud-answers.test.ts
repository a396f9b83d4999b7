/**
 * Goal: what vendors' APIs answer is recognised by its content and becomes the right metric, unit and instant.
 * Method: one answer of each kind, written here after the vendor's documentation.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localDayNumber, nightDayNumber } from '@nornos/health-model'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { importFile } from './import-file.ts'

const zone = 'Europe/Stockholm'

async function importAnswer(answer: unknown) {
  const sink = recordingSink()
  const result = await importFile(blobOf(JSON.stringify(answer)), sink, { zone })
  assert.ok(result.ok)
  const rows = sink.samples.map(({ key, start, value }) => [
    key.metric,
    new Date(start).toISOString().slice(0, 16),
    Math.round(value * 1_000) / 1_000,
    key.unit,
  ])
  return { format: result.value.format, rows, records: sink.records, unknown: result.value.unknown }
}

test('WHOOP: cycles, recoveries, nights and workouts, also one alone', async () => {
  const scored = { score_state: 'SCORED', start: '2025-03-01T22:00:00.000Z', end: '2025-03-02T06:00:00.000Z' }
  const cycle = { ...scored, id: 1, score: { strain: 5.29, kilojoule: 8_368, average_heart_rate: 68 } }
  const { format, rows } = await importAnswer({ records: [cycle], next_token: null })
  assert.equal(format, 'whoop-api')
  assert.deepEqual(rows, [
    ['strain_score', '2025-03-01T22:00', 5.29, '{score}'],
    ['energy_total', '2025-03-01T22:00', 8_368, 'kJ'],
  ])
  const recovery = {
    cycle_id: 1,
    created_at: '2025-03-02T06:30:00.000Z',
    score_state: 'SCORED',
    score: { recovery_score: 44, resting_heart_rate: 64, hrv_rmssd_milli: 31.8, spo2_percentage: 95.7 },
  }
  assert.deepEqual(
    (await importAnswer({ records: [recovery] })).rows.map(([metric, , value]) => [metric, value]),
    [
      ['readiness_score', 44],
      ['heart_rate_resting', 64],
      ['hrv_rmssd', 31.8],
      ['spo2', 95.7],
    ],
  )
  const stages = {
    ...{ total_in_bed_time_milli: 30_272_735, total_awake_time_milli: 1_403_507 },
    ...{ total_light_sleep_time_milli: 14_905_851, total_slow_wave_sleep_time_milli: 6_630_370 },
    total_rem_sleep_time_milli: 5_879_573,
  }
  const night = { ...scored, nap: false, score: { stage_summary: stages, respiratory_rate: 16.1 } }
  const total = (await importAnswer(night)).rows.find(([metric]) => metric === 'sleep_total')
  assert.deepEqual(total, ['sleep_total', '2025-03-01T22:00', 27_415_794, 'ms'])
  const workout = {
    ...scored,
    sport_name: 'running',
    score: { strain: 8.2, kilojoule: 1_569.3, average_heart_rate: 123 },
  }
  assert.equal((await importAnswer({ records: [workout] })).records.length, 1)
})

test('Dexcom: glucose in its unit at the time of the system; a word instead of a value is none', async () => {
  const { format, rows } = await importAnswer({
    recordType: 'egv',
    recordVersion: '3.0',
    records: [
      {
        systemTime: '2025-03-01T05:00:00Z',
        displayTime: '2025-03-01T06:00:00+01:00',
        value: 120,
        unit: 'mg/dL',
      },
      { systemTime: '2025-03-01T05:05:00', value: 6.1, unit: 'mmol/L' },
      { systemTime: '2025-03-01T05:10:00Z', value: 39, status: 'low', unit: 'mg/dL' },
    ],
  })
  assert.equal(format, 'dexcom-api')
  assert.deepEqual(rows, [
    ['glucose_cgm', '2025-03-01T05:00', 120, 'mg/dL'],
    ['glucose_cgm', '2025-03-01T05:05', 6.1, 'mmol/L'],
  ])
})

test('Garmin: days with their samples, nights with their stages, weighings', async () => {
  const start = 1_740_783_600
  const day = {
    ...{ summaryId: 'x1', calendarDate: '2025-03-01', activityType: 'WALKING', startTimeInSeconds: start },
    ...{
      startTimeOffsetInSeconds: 3_600,
      durationInSeconds: 86_400,
      steps: 4_711,
      distanceInMeters: 3_146.5,
    },
    timeOffsetHeartRateSamples: { 15: 75 },
  }
  const days = await importAnswer([day])
  assert.equal(days.format, 'garmin-health')
  assert.deepEqual(days.rows, [
    ['steps', '2025-02-28T23:00', 4_711, '{steps}'],
    ['distance_walk_run', '2025-02-28T23:00', 3_146.5, 'm'],
    ['heart_rate', '2025-02-28T23:00', 75, '/min'],
  ])
  const night = {
    ...{
      summaryId: 'x2',
      startTimeInSeconds: start,
      durationInSeconds: 600,
      deepSleepDurationInSeconds: 300,
      awakeDurationInSeconds: 300,
    },
    sleepLevelsMap: { deep: [{ startTimeInSeconds: start, endTimeInSeconds: start + 300 }] },
  }
  const nights = (await importAnswer([night])).rows
  assert.deepEqual(
    nights.map(([metric]) => metric),
    ['sleep_deep', 'sleep_awake', 'sleep_total', 'sleep_hypnogram'],
  )
  // Ten minutes in bed, of which five awake.
  assert.deepEqual(nights[2], ['sleep_total', '2025-02-28T23:00', 300, 's'])
  const weighing = { summaryId: 'x3', measurementTimeInSeconds: start, weightInGrams: 72_500 }
  assert.deepEqual((await importAnswer([weighing])).rows, [['weight', '2025-02-28T23:00', 72_500, 'g']])
})

test('Fitbit: nightly values and weighings', async () => {
  const cases = [
    [{ hrv: [{ dateTime: '2025-03-01', value: { dailyRmssd: 34.9, deepRmssd: 31.5 } }] }, 'hrv_rmssd', 34.9],
    [{ br: [{ dateTime: '2025-03-01', value: { breathingRate: 14.2 } }] }, 'respiratory_rate', 14.2],
    [[{ dateTime: '2025-03-01', value: { avg: 96.4, min: 94, max: 99 } }], 'spo2', 96.4],
    [
      {
        weight: [{ bmi: 23.5, date: '2025-03-01', logId: 1, time: '08:00:00', weight: 72.5, source: 'API' }],
      },
      'weight',
      72.5,
    ],
  ] as const
  for (const [answer, metric, value] of cases) {
    const { format, rows, unknown } = await importAnswer(answer)
    assert.equal(format, 'fitbit', metric)
    assert.deepEqual([rows[0]?.[0], rows[0]?.[2]], [metric, value])
    assert.deepEqual(unknown, {}, metric)
  }
})

test('a value of a dated night belongs to that day, however its metric finds the day', async () => {
  const answers = [
    { hrv: [{ dateTime: '2025-03-02', value: { dailyRmssd: 34.9 } }] },
    { recharges: [{ date: '2025-03-02', heart_rate_variability_avg: 34.9, nightly_recharge_status: 4 }] },
    { data: [{ day: '2025-03-02', score: 77, temperature_deviation: -0.2 }] },
    { data: [{ day: '2025-03-02', score: 81, contributors: { restfulness: 70 } }] },
  ]
  for (const answer of answers) {
    const sink = recordingSink()
    assert.ok((await importFile(blobOf(JSON.stringify(answer)), sink, { zone })).ok)
    assert.notEqual(sink.samples.length, 0)
    for (const { start, end } of sink.samples) {
      const days = [localDayNumber(start, zone), nightDayNumber(end, zone)]
      assert.deepEqual(days, [Date.UTC(2025, 2, 2) / 86_400_000, Date.UTC(2025, 2, 2) / 86_400_000])
    }
  }
})

test('Oura: a page of nights and one night alone are read alike', async () => {
  const night = {
    ...{ id: 'n1', day: '2025-03-02', bedtime_start: '2025-03-01T22:00:00+01:00', average_hrv: 44 },
    bedtime_end: '2025-03-02T06:00:00+01:00',
  }
  const page = await importAnswer({ data: [night], next_token: null })
  assert.deepEqual(page.rows, [['hrv_rmssd', '2025-03-01T21:00', 44, 'ms']])
  assert.deepEqual((await importAnswer(night)).rows, page.rows)
})

test('Oura: a score of the night, resilience, oxygen and temperature lie on their day; a workout is a record', async () => {
  const day = { id: 'a', day: '2025-03-02', timestamp: '2025-03-02T00:00:00+01:00' }
  const score = { ...day, score: 81, contributors: { deep_sleep: 90, restfulness: 70 } }
  const resilience = { ...day, level: 'solid', contributors: { sleep_recovery: 60, daytime_recovery: 70 } }
  const readiness = { ...day, score: 77, temperature_deviation: -0.2, contributors: { sleep_balance: 80 } }
  const oxygen = { ...day, spo2_percentage: { average: 97 }, breathing_disturbance_index: 5 }
  const workout = {
    ...{ id: 'w', activity: 'running', calories: 300, day: '2025-03-02', distance: 5_000, intensity: 'hard' },
    ...{ start_datetime: '2025-03-02T08:00:00+01:00', end_datetime: '2025-03-02T08:30:00+01:00' },
  }
  const midnight = '2025-03-01T23:00'
  const expected = [
    [score, [['sleep_score', midnight, 81, '{score}']]],
    [resilience, [['resilience', midnight, 2, '1']]],
    [
      readiness,
      [
        ['readiness_score', midnight, 77, '%'],
        ['skin_temperature_deviation', midnight, -0.2, 'K'],
      ],
    ],
    [
      oxygen,
      [
        ['spo2', midnight, 97, '%'],
        ['sleep_breathing_disturbances', midnight, 5, '{index}'],
      ],
    ],
    [
      workout,
      [
        ['workout_distance', '2025-03-02T07:00', 5_000, 'm'],
        ['workout_energy', '2025-03-02T07:00', 300, 'kcal'],
      ],
    ],
  ] as const
  for (const [document, rows] of expected) {
    const page = await importAnswer({ data: [document], next_token: null })
    assert.deepEqual(page.rows, rows)
    assert.deepEqual([page.format, page.unknown], ['oura', {}])
    assert.deepEqual(await importAnswer(document), page)
    assert.equal(page.records.length, document === workout ? 1 : 0)
  }
})

test('Polar and Withings: an exercise of the list, a day, a group of measures', async () => {
  const exercise = {
    ...{ id: '2AC312F', start_time: '2025-03-01T08:00:00', start_time_utc_offset: 60, duration: 'PT30M' },
    ...{ sport: 'RUNNING', calories: 300, heart_rate: { average: 140, maximum: 160 } },
  }
  const polar = await importAnswer([exercise])
  assert.deepEqual([polar.format, polar.records.length], ['polar', 1])
  const day = {
    ...{ start_time: '2025-03-01T00:00:00', end_time: '2025-03-02T00:00:00', calories: 2_231, steps: 10_282 },
    ...{ active_calories: 1_204, distance_from_steps: 7_500 },
  }
  const activities = await importAnswer([day])
  assert.deepEqual([activities.format, activities.unknown], ['polar', {}])
  assert.deepEqual(activities.rows, [
    ['steps', '2025-02-28T23:00', 10_282, '{steps}'],
    ['distance_walk_run', '2025-02-28T23:00', 7_500, 'm'],
    ['energy_total', '2025-02-28T23:00', 2_231, 'kcal'],
    ['energy_active', '2025-02-28T23:00', 1_204, 'kcal'],
  ])
  const group = {
    grpid: 1,
    category: 1,
    attrib: 0,
    date: 1_740_783_600,
    measures: [{ type: 1, unit: -3, value: 72_500 }],
  }
  const withings = await importAnswer({
    status: 0,
    body: { updatetime: 1, timezone: 'Europe/Oslo', measuregrps: [group] },
  })
  assert.deepEqual(withings.rows, [['weight', '2025-02-28T23:00', 72.5, 'kg']])
})
