/**
 * Goal: each vendor's file becomes the right metric, unit and instant.
 * Method: one small file of each kind, written here after the vendor's documentation; real files against plain counts.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { importFile } from './import-file.ts'

async function importText(text: string | Uint8Array, zone = 'Europe/Stockholm') {
  const sink = recordingSink()
  const result = await importFile(blobOf(text), sink, { zone })
  assert.ok(result.ok)
  const recordId = recordIdOfHash(new Uint8Array(32))
  for (const record of sink.records) HealthRecord.parse({ recordId, ...record })
  const rows = sink.samples.map(({ key, start, end, value }) => [
    key.metric,
    new Date(start).toISOString().slice(0, 16),
    Math.round((end - start) / 60_000),
    value,
  ])
  return { sink, report: result.value, rows }
}

test('Dexcom: sensor values at wall-clock times of the zone; words are no values', async () => {
  const { rows, report } = await importText(
    '\uFEFFIndex,Timestamp (YYYY-MM-DDThh:mm:ss),Event Type,Event Subtype,Patient Info,Device Info,Source Device ID,Glucose Value (mg/dL),Insulin Value (u),Carb Value (grams)\r\n' +
      '1,,FirstName,,Sam,,,,,\r\n2,2024-07-01T08:00:00,EGV,,,,G6,103,,\r\n3,2024-12-01T08:00:00,EGV,,,,G6,High,,\r\n4,2024-07-01T08:05:00,Insulin,Fast-Acting,,,,,3.5,\r\n',
  )
  assert.deepEqual(rows, [
    ['glucose_cgm', '2024-07-01T06:00', 0, 103],
    ['insulin_dose', '2024-07-01T06:05', 0, 3.5],
  ])
  assert.deepEqual([report.format, report.usedZone], ['dexcom-clarity', 'Europe/Stockholm'])
  assert.equal(report.skipped[0]?.places[0]?.detail, 'High')
})

test('WHOOP: the offset of each row makes its instants', async () => {
  const { rows, report } = await importText(
    'Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Resting heart rate (bpm),Heart rate variability (ms),Day Strain,Energy burned (cal),Sleep onset,Wake onset,Asleep duration (min)\n' +
      '2024-11-20 00:40:13,2024-11-21 03:10:47,UTC-05:00,72,55,65,6.7,2127,2024-11-20 00:40:13,2024-11-20 09:08:45,452\n',
  )
  assert.deepEqual(
    rows.filter(([metric]) => ['readiness_score', 'energy_total', 'sleep_total'].includes(String(metric))),
    [
      ['energy_total', '2024-11-20T05:40', 1591, 2127],
      ['readiness_score', '2024-11-20T14:08', 0, 72],
      ['sleep_total', '2024-11-20T05:40', 509, 452],
    ],
  )
  assert.equal(report.usedZone, null)
})

test('Garmin Connect: nights, minutes, days and activities', async () => {
  const night = {
    dailySleepDTO: {
      sleepStartTimestampGMT: 1_751_863_648_000,
      sleepEndTimestampGMT: 1_751_888_248_000,
      deepSleepSeconds: 5280,
    },
    sleepLevels: [{ startGMT: '2025-07-07T04:47:28.0', endGMT: '2025-07-07T05:17:28.0', activityLevel: 0 }],
  }
  assert.deepEqual((await importText(JSON.stringify(night))).rows, [
    ['sleep_deep', '2025-07-07T04:47', 410, 5280],
    ['sleep_hypnogram', '2025-07-07T04:47', 30, 4],
  ])
  const rate = {
    userProfilePK: 1,
    heartRateValues: [
      [1_767_765_600_000, 60],
      [1_767_765_720_000, null],
    ],
  }
  assert.deepEqual((await importText(JSON.stringify(rate))).rows, [['heart_rate', '2026-01-07T06:00', 0, 60]])
  const weeks = [
    { calendarDate: '2023-05-01', moderateValue: 79, vigorousValue: 172 },
    { calendarDate: '2023-05-08', moderateValue: 94, vigorousValue: 2 },
  ]
  const { rows, report } = await importText(JSON.stringify(weeks))
  assert.deepEqual([rows, report.unknown], [[], { 'weekly day': 2 }])
})

test('Garmin: a nap is no night, whichever of its answers tells it', async () => {
  const times = { napStartTimestampGMT: '2026-02-26T18:27:10', napEndTimestampGMT: '2026-02-26T18:51:10' }
  const milliseconds = {
    ...{ napTimeSec: 1440, napStartTimestampGMT: Date.parse(`${times.napStartTimestampGMT}Z`) },
    napEndTimestampGMT: Date.parse(`${times.napEndTimestampGMT}Z`),
  }
  const summary = {
    ...{ summaryId: 'x1', calendarDate: '2026-02-26', deepSleepDurationInSeconds: null },
    naps: [{ napDurationInSeconds: 1440, napStartTimeInSeconds: milliseconds.napStartTimestampGMT / 1_000 }],
  }
  const answers = [
    { dailySleepDTO: { dailyNapDTOS: [{ ...times, napTimeSec: 1440 }] } },
    { dailySleepDTO: { napTimeSeconds: 1440 }, dailyNapDTOS: [milliseconds] },
    [summary],
  ]
  for (const answer of answers) {
    const { report, rows } = await importText(JSON.stringify(answer))
    assert.deepEqual(rows, [['sleep_nap', '2026-02-26T18:27', 24, 1440]])
    assert.deepEqual(report.unknown, {})
  }
  const endless = {
    dailySleepDTO: {},
    dailyNapDTOS: [{ ...times, napEndTimestampGMT: null, napTimeSec: 1440 }],
  }
  const { report, rows } = await importText(JSON.stringify(endless))
  assert.deepEqual([rows, report.unknown], [[], { nap: 1 }])
})

test('Fitbit: nights in the zone, minutes beside the sum of their day, a Takeout in UTC', async () => {
  const steps = {
    'activities-steps': [{ dateTime: '2024-07-01', value: '52' }],
    'activities-steps-intraday': { dataset: [{ time: '14:28:00', value: 52 }], datasetInterval: 1 },
  }
  assert.deepEqual((await importText(JSON.stringify(steps))).rows, [['steps', '2024-07-01T12:28', 1, 52]])
  const takeout = [{ dateTime: '07/01/24 12:00:05', value: { bpm: 61, confidence: 2 } }]
  assert.deepEqual((await importText(JSON.stringify(takeout))).rows, [
    ['heart_rate', '2024-07-01T12:00', 0, 61],
  ])
})

test('Oura: digits of a night are its stages', async () => {
  const night = {
    data: [
      {
        bedtime_start: '2025-10-27T22:50:00.000-07:00',
        bedtime_end: '2025-10-27T23:15:00.000-07:00',
        sleep_phase_5_min: '44122',
        average_hrv: 44,
      },
    ],
    next_token: null,
  }
  assert.deepEqual((await importText(JSON.stringify(night))).rows, [
    ['hrv_rmssd', '2025-10-28T05:50', 25, 44],
    ['sleep_hypnogram', '2025-10-28T05:50', 10, 2],
    ['sleep_hypnogram', '2025-10-28T06:00', 5, 4],
    ['sleep_hypnogram', '2025-10-28T06:05', 10, 3],
  ])
})

test('Withings: value and exponent; a goal and a doubtful person are no measurement', async () => {
  const group = (rest: object) => ({
    grpid: 1,
    category: 1,
    date: 1_433_052_383,
    attrib: 0,
    measures: [{ type: 1, unit: -3, value: 74_126 }],
    ...rest,
  })
  const { rows, report } = await importText(
    JSON.stringify({
      body: { measuregrps: [group({}), group({ category: 2 }), group({ attrib: 1 })] },
      status: 0,
    }),
  )
  assert.deepEqual(rows, [['weight', '2015-05-31T06:06', 0, 74.126]])
  assert.equal(Object.values(report.unknown)[0], 2)
})

test('Nightscout, Google Fit and iHealth: instants and units as stated', async () => {
  const entries = [
    { sgv: 107, type: 'sgv', date: 1_729_900_800_000 },
    { mbg: 99, type: 'mbg', date: 1_729_900_800_000 },
  ]
  assert.deepEqual(
    (await importText(JSON.stringify(entries))).rows.map(([metric, , , value]) => [metric, value]),
    [
      ['glucose_cgm', 107],
      ['glucose_fingerstick', 99],
    ],
  )
  const points = {
    minStartTimeNs: '1',
    point: [
      {
        startTimeNanos: '1422917379811000000',
        endTimeNanos: '1422919520811000000',
        dataTypeName: 'com.google.step_count.delta',
        value: [{ intVal: 4146 }],
      },
    ],
  }
  assert.deepEqual((await importText(JSON.stringify(points))).rows, [['steps', '2015-02-02T22:49', 36, 4146]])
  const glucose = { BGDataList: [{ BG: 5.5, MDate: 1_442_491_407 }], BGUnit: 1 }
  const { sink } = await importText(JSON.stringify(glucose))
  assert.deepEqual([sink.samples[0]?.key.unit, sink.samples[0]?.value], ['mmol/L', 5.5])
})

const realFiles = process.env['NORNOS_REAL_FILES'] ?? ''
const skip = existsSync(realFiles) ? false : 'NORNOS_REAL_FILES names no folder'

function real(pattern: string): { name: string; text: string }[] {
  return globSync(pattern, { cwd: realFiles }).map((name) => ({
    name,
    text: readFileSync(join(realFiles, name), 'utf8'),
  }))
}

test('real files of every vendor are recognised and read to their end', { skip }, async () => {
  const kinds: readonly (readonly [pattern: string, format: string])[] = [
    ['dexcom/*.csv', 'dexcom-clarity'],
    ['whoop/*.csv', 'whoop'],
    ['garmin-connect-json/*.json', 'garmin-connect'],
    ['fitbit/**/*.json', 'fitbit'],
    ['oura/*.json', 'oura'],
    ['withings/**/*.json', 'withings'],
    ['nightscout/*.json', 'nightscout'],
    ['google-fit/**/*.json', 'google-fit'],
    ['ihealth/**/*.json', 'ihealth'],
  ]
  for (const [pattern, format] of kinds) {
    const files = real(pattern)
    assert.ok(files.length > 0, pattern)
    for (const { name, text } of files) {
      const { report } = await importText(text)
      assert.equal(report.format, format, name)
      assert.deepEqual(report.partial, [], name)
    }
  }
})

test('real files hold what plain expressions count in them', { skip }, async () => {
  const count = (text: string, expression: RegExp) => [...text.matchAll(expression)].length
  for (const { text } of real('dexcom/*.csv')) {
    assert.equal((await importText(text)).rows.length, count(text, /,EGV,[^\n]*,\d+,/g))
  }
  for (const { text } of real('nightscout/nightscout_entries.json')) {
    assert.equal((await importText(text)).rows.length, count(text, /"sgv"\s*:/g))
  }
  for (const { text } of real('whoop/*.csv')) {
    assert.equal((await importText(text)).report.read['cycle'], text.trim().split('\n').length - 1)
  }
  for (const { name, text } of real('garmin-connect-json/daily_heart_rate_*.json')) {
    const values = JSON.parse(text).body.heartRateValues as (number | null)[][]
    const { sink } = await importText(text)
    assert.equal(sink.of('heart_rate').length, values.filter(([, rate]) => rate !== null).length, name)
  }
  for (const { text } of real('oura/*.json'))
    assert.equal((await importText(text)).report.read['daily list'], JSON.parse(text).length)
  for (const { text } of real('withings/api-v2/sleep_summary*.json')) {
    assert.equal((await importText(text)).report.read['night'], JSON.parse(text).body.series.length)
  }
})
