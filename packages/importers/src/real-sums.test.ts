/**
 * Goal: what vendors really send comes out with its own counts and sums.
 * Method: each real file, and beside it a few plain expressions over its JSON that know nothing of the importer.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
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

const rows: readonly Row[] = [
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
  ['fitbit/api-json/fitbit-sleep-date*.json', 'sleep_total', under('minutesAsleep')],
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

function ascending(left: number, right: number): number {
  return left - right
}
