/**
 * Goal: an export that tells the same facts in two of its files has the day's truth once.
 * Method: a day made here in both forms of each vendor, in either order of the files; the day that comes out of the
 * roll-up beside the day that was made.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import {
  convertToCanonical,
  type MetricId,
  rollUp,
  SourceId,
  sourceIdInput,
  valueByRule,
  zoneFinder,
} from '@nornos/health-model'
import { zipSync } from 'fflate'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { importFile } from './import-file.ts'

const zone = 'America/New_York'
/** The day on which the clocks there go back: 25 hours. */
const DAY = '2024-11-03'
const MIDNIGHT = Date.parse('2024-11-03T04:00:00Z')
const [MINUTE, QUARTER] = [60_000, 900_000]
const iso = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, 19)

/** Steps of each quarter of an hour; the first one, after midnight, has some. */
const quarters = Array.from(
  { length: 100 },
  (_, index) => (index === 0 ? 300 : index > 30 ? index % 7 : 0) * 10,
)
const total = quarters.reduce((sum, steps) => sum + steps, 0)

interface Twice {
  readonly what: string
  readonly metric: MetricId
  readonly files: Readonly<Record<string, string>>
  readonly truth: number
}

function offsetOf(milliseconds: number): string {
  return milliseconds < Date.parse('2024-11-03T06:00:00Z') ? '-04:00' : '-05:00'
}
function clockOf(milliseconds: number): string {
  const offset = offsetOf(milliseconds)
  return `${iso(milliseconds + Number(offset.slice(0, 3)) * 3_600_000).slice(11)}.000${offset}`
}

const googleRows = quarters.map((steps, index) => {
  const start = MIDNIGHT + index * QUARTER
  return `${clockOf(start)},${clockOf(start + QUARTER)},${steps}`
})
const minutes = quarters.map((steps, index) => [MIDNIGHT + index * QUARTER, steps] as const)
const takeoutStamp = (at: number) => iso(at).replace(/^20(\d\d)-(\d\d)-(\d\d)T(.*)$/, '$2/$3/$1 $4')

const googlePoints = (points: typeof minutes) =>
  JSON.stringify({
    dataPoints: points.map(([at, steps]) => ({
      dataSource: { platform: 'FITBIT', device: { displayName: 'Charge 5' } },
      steps: {
        interval: {
          ...{ startTime: `${iso(at)}Z`, startUtcOffset: `${Number(offsetOf(at).slice(0, 3)) * 3_600}s` },
          endTime: `${iso(at + MINUTE)}Z`,
          endUtcOffset: `${Number(offsetOf(at + MINUTE).slice(0, 3)) * 3_600}s`,
        },
        count: String(steps),
      },
    })),
  })

const cases: readonly Twice[] = [
  {
    what: 'Google Fit: the table of the days and that of the quarters',
    metric: 'steps',
    files: {
      'Takeout/Fit/Daily activity metrics/Daily activity metrics.csv': `Date,Step count\n${DAY},${total}\n`,
      [`Takeout/Fit/Daily activity metrics/${DAY}.csv`]: `Start time,End time,Step count\n${googleRows.join('\n')}\n`,
    },
    truth: total,
  },
  {
    what: 'Fitbit: the minutes as a list and as a table with the device',
    metric: 'steps',
    files: {
      'Takeout/Fitbit/Global Export Data/steps-2024-11-03.json': JSON.stringify(
        minutes.map(([at, steps]) => ({ dateTime: takeoutStamp(at), value: String(steps) })),
      ),
      'Takeout/Fitbit/Physical Activity_GoogleData/steps_2024-11-03.csv': `timestamp,steps,data source\n${minutes
        .map(([at, steps]) => `${iso(at)}Z,${steps},Charge 5`)
        .join('\n')}\n`,
    },
    truth: total,
  },
  {
    what: 'Fitbit: a list of Google Health, what a later one repeats of it, and the table of a Takeout',
    metric: 'steps',
    files: {
      'fitbit-steps-1.json': googlePoints(minutes),
      'fitbit-steps-2.json': googlePoints(minutes.slice(40)),
      'Takeout/Fitbit/Physical Activity_GoogleData/steps_2024-11-03.csv': `timestamp,steps,data source\n${minutes
        .map(([at, steps]) => `${iso(at)}Z,${steps},Charge 5`)
        .join('\n')}\n`,
    },
    truth: total,
  },
  {
    what: 'Withings: the sums of the days and the raw minutes',
    metric: 'steps',
    files: {
      'aggregates_steps.csv': `date,value\n${DAY},${total}\n`,
      'raw_tracker_steps.csv': `start,duration,value\n${minutes
        .filter(([, steps]) => steps > 0)
        .map(([at, steps]) => `${iso(at)}+00:00,[${MINUTE / 1000}],[${steps}]`)
        .join('\n')}\n`,
    },
    truth: total,
  },
  {
    what: 'WHOOP: the nights of the cycles and of the sleeps, and a nap',
    metric: 'sleep_total',
    files: {
      'physiological_cycles.csv': `Cycle start time,Cycle end time,Cycle timezone,Recovery score %,Sleep onset,Wake onset,Asleep duration (min)\n${DAY} 00:10:00,2024-11-04 00:20:00,UTC-05:00,60,${DAY} 00:10:00,${DAY} 07:00:00,380\n`,
      'sleeps.csv': `Cycle start time,Cycle end time,Cycle timezone,Sleep onset,Wake onset,Asleep duration (min),Nap\n${DAY} 00:10:00,2024-11-04 00:20:00,UTC-05:00,${DAY} 00:10:00,${DAY} 07:00:00,380,false\n${DAY} 00:10:00,2024-11-04 00:20:00,UTC-05:00,${DAY} 14:00:00,${DAY} 14:30:00,25,true\n`,
    },
    truth: 380,
  },
  {
    what: 'Fitbit: a night and a nap',
    metric: 'sleep_total',
    files: {
      'Takeout/Fitbit/Global Export Data/sleep-2024-11-03.json': JSON.stringify([
        {
          ...{ logId: 1, dateOfSleep: DAY, startTime: `${DAY}T00:10:00.000`, endTime: `${DAY}T07:00:00.000` },
          ...{ minutesAsleep: 380, mainSleep: true, levels: { data: [] } },
        },
        {
          ...{ logId: 2, dateOfSleep: DAY, startTime: `${DAY}T14:00:00.000`, endTime: `${DAY}T14:40:00.000` },
          ...{ minutesAsleep: 36, mainSleep: false, levels: { data: [] } },
        },
      ]),
    },
    truth: 380,
  },
]

async function dayOf({ metric, files }: Twice, names: readonly string[]): Promise<number | null> {
  const archive = zipSync(
    Object.fromEntries(names.map((name) => [name, new TextEncoder().encode(files[name])])),
  )
  const sink = recordingSink()
  const result = await importFile(blobOf(archive), sink, { zone })
  assert.ok(result.ok)
  const samples = sink.of(metric).map(({ key, start, end, value }) => {
    const canonical = convertToCanonical(metric, value, key.unit)
    assert.ok(canonical.ok)
    const hash = createHash('sha256').update(sourceIdInput(key.source)).digest('hex')
    return { source: SourceId.parse(hash.slice(0, 32)), start, end, value: canonical.value, zone: key.zone }
  })
  const { rows } = rollUp(metric, samples, 'day', zoneFinder([{ from: null, zone }]))
  assert.equal(rows.length, 1, 'one day')
  return rows[0] === undefined ? null : valueByRule(metric, rows[0])
}

for (const twice of cases) {
  test(`${twice.what}: the day is told once`, async () => {
    const names = Object.keys(twice.files)
    for (const order of [names, names.toReversed()]) {
      const found = await dayOf(twice, order)
      assert.ok(Math.abs((found ?? 0) - twice.truth) < 1e-6, `${found} instead of ${twice.truth}`)
    }
  })
}
