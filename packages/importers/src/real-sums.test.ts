/**
 * Goal: what vendors really send comes out with its own counts and sums.
 * Method: each real file, and beside it a few plain expressions over its JSON that know nothing of the importer.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { codeNumber } from '@nornos/health-model'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { importFile } from './import-file.ts'

const realFiles = process.env['NORNOS_REAL_FILES'] ?? ''
const skip = existsSync(realFiles) ? false : 'NORNOS_REAL_FILES names no folder'

/** A number that stands under this name somewhere in the text. */
function numbers(text: string, name: string): number[] {
  return [...text.matchAll(new RegExp(`"${name}"\\s*:\\s*"?(-?[\\d.]+)`, 'g'))].map(([, found]) =>
    Number(found),
  )
}

/** The expected values of one metric, read without the importer. */
type Plain = (text: string) => readonly number[]
type Row = readonly [pattern: string, metric: string, plain: Plain]

const under =
  (name: string, factor = 1): Plain =>
  (text) =>
    numbers(text, name).map((value) => value * factor)

/** Of Withings, whose numbers are `value` times ten to the power of `unit`. */
const measures =
  (type: number): Plain =>
  (text) => {
    const parsed = JSON.parse(text)
    const groups = (parsed.body?.measuregrps ?? parsed) as { measures: WithingsMeasure[] }[]
    return groups
      .flatMap((group) => group.measures)
      .filter((measure) => measure.type === type)
      .map(({ value, unit }) => value * 10 ** unit)
  }
interface WithingsMeasure {
  readonly type: number
  readonly value: number
  readonly unit: number
}

/** Of Garmin: [time, level] or [time, status, level, …], where a level below zero is none. */
const levels =
  (member: string, column: number): Plain =>
  (text) => {
    const rows = (JSON.parse(text).body[member] ?? []) as (number | string | null)[][]
    return rows.map((row) => Number(row[column])).filter((level) => level >= 0)
  }

/** Of a table without quotes: the cells under a heading, of the rows that another column marks. */
const cells =
  (heading: string, mark = '', markedBy = ''): Plain =>
  (text) => {
    const [head = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
    const headings = head.split(',')
    const [column, marking] = [headings.indexOf(heading), headings.indexOf(markedBy)]
    const marked = lines.map((line) => line.split(',')).filter((row) => mark === '' || row[marking] === mark)
    return marked.map((row) => row[column] ?? '').flatMap((cell) => (cell === '' ? [] : Number(cell)))
  }

/** Of Garmin: one activity or a list of them, whose sums stand in them or in a summary. */
const activities =
  (member: string): Plain =>
  (text) => {
    const { body } = JSON.parse(text) as { body: GarminActivity | GarminActivity[] }
    const sums = [body].flat().map((activity) => (activity.summaryDTO ?? activity)[member])
    return sums.filter((value) => typeof value === 'number')
  }
interface GarminActivity {
  readonly summaryDTO?: Readonly<Record<string, unknown>>
  readonly [member: string]: unknown
}

/** Of Fitbit: minutes asleep, of the nights or of the naps; what does not say which it is, is a night. */
function asleep(isOne: (isMainSleep?: boolean) => boolean): Plain {
  return (text) => {
    const { sleep } = JSON.parse(text) as { sleep: { isMainSleep?: boolean; minutesAsleep: number }[] }
    return sleep.filter(({ isMainSleep }) => isOne(isMainSleep)).map(({ minutesAsleep }) => minutesAsleep)
  }
}

const rows: readonly Row[] = [
  ['oura/*.json', 'sleep_deep', under('deepSleepMinutes')],
  ['oura/*.json', 'sleep_rem', under('remSleepMinutes')],
  ['oura/*.json', 'sleep_efficiency', under('sleepEfficiency')],
  ['oura/*.json', 'readiness_score', under('readinessScore')],
  ['oura/*.json', 'steps', under('steps')],
  ['whoop/*.csv', 'readiness_score', cells('Recovery score %')],
  ['whoop/*.csv', 'heart_rate_resting', cells('Resting heart rate (bpm)')],
  ['whoop/*.csv', 'hrv_rmssd', cells('Heart rate variability (ms)')],
  ['whoop/*.csv', 'energy_total', cells('Energy burned (cal)')],
  ['whoop/*.csv', 'sleep_deep', cells('Deep (SWS) duration (min)')],
  ['whoop/*.csv', 'sleep_total', cells('Asleep duration (min)')],
  ['dexcom/*.csv', 'glucose_cgm', cells('Glucose Value (mg/dL)', 'EGV', 'Event Type')],
  ['nightscout/nightscout_entries.json', 'glucose_cgm', under('sgv')],
  ['nightscout/nightscout_treatments.json', 'insulin_dose', under('insulin')],
  ['nightscout/nightscout_treatments.json', 'carb_entry', under('carbs')],
  ['garmin-connect-json/activity_*.json', 'workout_distance', activities('distance')],
  ['garmin-connect-json/activity_*.json', 'workout_energy', activities('calories')],
  ['garmin-connect-json/daily_summary_*.json', 'steps', under('totalSteps')],
  ['garmin-connect-json/daily_summary_*.json', 'distance_walk_run', under('totalDistanceMeters')],
  ['garmin-connect-json/daily_summary_*.json', 'energy_total', under('totalKilocalories')],
  ['garmin-connect-json/daily_hydration.json', 'water', under('valueInML')],
  ['fitbit/api-json/*steps-timeseries.json', 'steps', under('value')],
  [
    'fitbit/api-json/*steps-1d-1m-intraday.json',
    'steps',
    (text) => under('value')(text.slice(text.indexOf('dataset'))),
  ],
  [
    'fitbit/api-json/*heart-1d-1m-intraday.json',
    'heart_rate',
    (text) => under('value')(text.slice(text.indexOf('dataset'))),
  ],
  ['fitbit/api-json/fitbit-sleep-date*.json', 'sleep_total', asleep((isMain) => isMain !== false)],
  ['fitbit/api-json/fitbit-sleep-date.json', 'sleep_nap', asleep((isMain) => isMain === false)],
  ['google-fit/api-json/*step-deltas.json', 'steps', under('intVal')],
  ['google-fit/api-json/*calories-expended.json', 'energy_total', under('fpVal')],
  ['ihealth/api-json/ihealth-bp.json', 'bp_systolic', under('HP')],
  ['ihealth/api-json/ihealth-bp.json', 'bp_diastolic', under('LP')],
  ['ihealth/api-json/ihealth-glucose.json', 'glucose_fingerstick', under('BG')],
  ['withings/api-v2/measurement_*.json', 'weight', measures(1)],
  ['withings/api-v2/measurement_*.json', 'body_fat', measures(6)],
  ['withings/api-json/withings-body-measures.json', 'bp_systolic', measures(10)],
  ['withings/api-json/withings-body-measures.json', 'weight', measures(1)],
  ['withings/api-json/withings-activity-measures.json', 'steps', under('steps')],
  ['withings/api-json/withings-intraday-activity.json', 'steps', under('steps')],
  ['withings/api-v2/activity.json', 'steps', under('steps')],
  ['withings/api-v2/sleep_summary*.json', 'sleep_deep', under('deepsleepduration')],
  ['garmin-connect-json/daily_body_battery_stress_*.json', 'stress_level', levels('stressValuesArray', 1)],
  [
    'garmin-connect-json/daily_body_battery_stress_*.json',
    'body_battery',
    levels('bodyBatteryValuesArray', 2),
  ],
  ['garmin-connect-json/daily_stress*.json', 'stress_level', under('overallStressLevel')],
  ['garmin-connect-json/daily_hrv*.json', 'hrv_rmssd', under('lastNightAvg')],
  ['garmin-connect-json/sleep_data_list_*.json', 'sleep_deep', under('deepSleepSeconds')],
  ['garmin-connect-json/get_daily_weight_data.json', 'weight', (text) => under('weight')(text).slice(0, 1)],
]

for (const [pattern, metric, plain] of rows) {
  test(`${pattern}: ${metric} adds up`, { skip }, async () => {
    const names = globSync(pattern, { cwd: realFiles })
    assert.ok(names.length > 0, 'there are such files')
    for (const name of names) {
      const text = readFileSync(join(realFiles, name), 'utf8')
      const sink = recordingSink()
      assert.ok((await importFile(blobOf(text), sink)).ok)
      const expected = plain(text).toSorted(ascending)
      const read = sink
        .of(metric)
        .map(({ value }) => value)
        .toSorted(ascending)
      assert.ok(expected.length > 0, `${name}: the expression finds something`)
      assert.equal(read.length, expected.length, name)
      for (const [at, value] of read.entries()) {
        assert.ok(Math.abs(value - (expected[at] ?? Number.NaN)) < 1e-6 * Math.max(1, Math.abs(value)), name)
      }
    }
  })
}

test('a real night of Oura has as many minutes of each stage as its digits say', { skip }, async () => {
  for (const name of globSync('oura/*.json', { cwd: realFiles })) {
    const text = readFileSync(join(realFiles, name), 'utf8')
    const digits = [...text.matchAll(/"sleepPhase5Min"\s*:\s*"(\d+)"/g)]
      .map(([, found = '']) => found)
      .join('')
    const expected = ['1', '2', '3', '4'].map((digit) => 5 * (digits.split(digit).length - 1))
    const sink = recordingSink()
    assert.ok((await importFile(blobOf(text), sink)).ok)
    const minutes = STAGES.map((code) =>
      sink
        .of('sleep_hypnogram')
        .filter(({ value }) => value === code)
        .reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0),
    )
    assert.ok(digits.length > 1000)
    assert.deepEqual(minutes, expected, name)
  }
})

/** Deep, light, REM and awake, as the digits 1 to 4 mean them. */
const STAGES = [
  codeNumber('sleep_stage', 'deep'),
  codeNumber('sleep_stage', 'light'),
  codeNumber('sleep_stage', 'rem'),
  codeNumber('sleep_stage', 'awake'),
]

test('an activity of a real Fitbit day has its length and energy', { skip }, async () => {
  for (const name of globSync('fitbit/api-json/*-in-activities-list.json', { cwd: realFiles })) {
    const text = readFileSync(join(realFiles, name), 'utf8')
    const { activities: listed } = JSON.parse(text) as {
      activities: { duration: number; calories: number }[]
    }
    const sink = recordingSink()
    assert.ok((await importFile(blobOf(text), sink)).ok)
    const read = sink.records.flatMap(({ content }) =>
      content.resourceType === 'Workout' ? [[content.durationMinutes, content.energyKilocalories]] : [],
    )
    assert.ok(read.length > 0)
    assert.deepEqual(
      read,
      listed.map(({ duration, calories }) => [duration / 60_000, calories]),
    )
  }
})

function ascending(left: number, right: number): number {
  return left - right
}
