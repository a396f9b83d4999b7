/**
 * Goal: whatever happens to clocks and people, every importer gives the right instant, the day on which the person
 * lived it, and says by which zone it read times that have none.
 * Method: a table, cases down and formats across (`test/timed-files.ts`); instants are spelled out with their offset,
 * so that no code of ours reckons what is expected. A format that knows the day only gives the day of the start.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  firstStatedDay,
  LocalDay,
  localDayNumber,
  localDayToNumber,
  numberToLocalDay,
  RecordContent,
  statedDate,
  ZoneHistory,
  zoneFinder,
} from '@nornos/health-model'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { type Stretch, type TimedFile, timedFiles } from '../test/timed-files.ts'
import { importFile } from './import-file.ts'
import { createLocalClock, utcTime, wallTime } from './local-time.ts'

interface Case extends Stretch {
  readonly name: string
  /** Where the person was, as far as the app knows; empty: it does not. */
  readonly known: string
  /** The zone that was given for the import; empty: none. */
  readonly given: string
  /** The local day of the start, by the zone that a file names. */
  readonly day: string
  /** By what the app knows, where that differs; null: nobody knows. */
  readonly dayAsKnown?: string | null
  /** What a wall-clock time without a zone becomes, where that is another moment. */
  readonly wallFrom?: string | undefined
  readonly wallTo?: string | undefined
  readonly wallDay?: string | null
  /** The offsets of the midnights at which the day of `from` begins and ends, by the zone that was given. */
  readonly midnights: readonly [string, string]
}

const home = (zone: string) => ({ zone, known: zone, given: zone })

const cases: readonly Case[] = [
  {
    ...{ name: 'a night in which the clocks of Oslo go on', ...home('Europe/Oslo'), day: '2024-03-30' },
    ...{ from: '2024-03-30T23:30:00+01:00', to: '2024-03-31T06:30:00+02:00' },
    midnights: ['+01:00', '+01:00'],
  },
  {
    ...{ name: 'a night in which the clocks of Oslo go back', ...home('Europe/Oslo'), day: '2024-10-26' },
    ...{ from: '2024-10-26T23:30:00+02:00', to: '2024-10-27T06:30:00+01:00' },
    midnights: ['+02:00', '+02:00'],
  },
  {
    ...{
      name: 'a night in which the clocks of New York go on',
      ...home('America/New_York'),
      day: '2024-03-10',
    },
    ...{ from: '2024-03-10T00:30:00-05:00', to: '2024-03-10T07:00:00-04:00' },
    midnights: ['-05:00', '-04:00'],
  },
  {
    ...{
      name: 'a night in which the clocks of New York go back',
      ...home('America/New_York'),
      day: '2024-11-03',
    },
    ...{ from: '2024-11-03T00:10:00-04:00', to: '2024-11-03T07:00:00-05:00' },
    midnights: ['-04:00', '-05:00'],
  },
  {
    ...{ name: 'the hour that Oslo has twice, the first time', ...home('Europe/Oslo'), day: '2024-10-27' },
    ...{ from: '2024-10-27T02:15:00+02:00', to: '2024-10-27T02:45:00+02:00' },
    midnights: ['+02:00', '+01:00'],
  },
  {
    ...{ name: 'the hour that Oslo has twice, the second time', ...home('Europe/Oslo'), day: '2024-10-27' },
    ...{ from: '2024-10-27T02:15:00+01:00', to: '2024-10-27T02:45:00+01:00' },
    ...{ wallFrom: '2024-10-27T02:15:00+02:00', wallTo: '2024-10-27T02:45:00+02:00' },
    midnights: ['+02:00', '+01:00'],
  },
  {
    ...{ name: 'the hour that New York has twice', ...home('America/New_York'), day: '2024-11-03' },
    ...{ from: '2024-11-03T01:15:00-04:00', to: '2024-11-03T01:45:00-04:00' },
    midnights: ['-04:00', '-05:00'],
  },
  {
    ...{ name: 'a workout through midnight into a leap day', ...home('Europe/Oslo'), day: '2024-02-28' },
    ...{ from: '2024-02-28T23:40:00+01:00', to: '2024-02-29T00:20:00+01:00' },
    midnights: ['+01:00', '+01:00'],
  },
  {
    ...{ name: 'a leap day that ends', ...home('Europe/Oslo'), day: '2024-02-29' },
    ...{ from: '2024-02-29T23:40:00+01:00', to: '2024-03-01T00:20:00+01:00' },
    midnights: ['+01:00', '+01:00'],
  },
  {
    ...{ name: 'a night through new year', ...home('America/Los_Angeles'), day: '2023-12-31' },
    ...{ from: '2023-12-31T22:30:00-08:00', to: '2024-01-01T08:00:00-08:00' },
    midnights: ['-08:00', '-08:00'],
  },
  {
    ...{ name: 'three quarters of an hour', ...home('Asia/Kathmandu'), day: '2024-06-02' },
    ...{ from: '2024-06-02T00:10:00+05:45', to: '2024-06-02T01:00:00+05:45' },
    midnights: ['+05:45', '+05:45'],
  },
  {
    ...{ name: 'behind the date line', ...home('Pacific/Kiritimati'), day: '2024-06-02' },
    ...{ from: '2024-06-02T00:30:00+14:00', to: '2024-06-02T07:00:00+14:00' },
    midnights: ['+14:00', '+14:00'],
  },
  {
    name: 'a morning in Tokyo, and the app knows of the journey',
    ...{ zone: 'Asia/Tokyo', known: 'Asia/Tokyo', given: 'Asia/Tokyo', day: '2024-05-10' },
    ...{ from: '2024-05-10T06:00:00+09:00', to: '2024-05-10T07:00:00+09:00' },
    midnights: ['+09:00', '+09:00'],
  },
  {
    name: 'a morning in Tokyo that nobody told the app of',
    ...{ zone: 'Asia/Tokyo', known: 'Europe/Oslo', given: 'Europe/Oslo', day: '2024-05-10' },
    ...{ from: '2024-05-10T06:00:00+09:00', to: '2024-05-10T07:00:00+09:00', dayAsKnown: '2024-05-09' },
    ...{ wallFrom: '2024-05-10T06:00:00+02:00', wallTo: '2024-05-10T07:00:00+02:00', wallDay: '2024-05-10' },
    midnights: ['+02:00', '+02:00'],
  },
  {
    name: 'nobody knows where',
    ...{ zone: 'Europe/Oslo', known: '', given: '', day: '2024-05-10', dayAsKnown: null },
    ...{ from: '2024-05-10T06:00:00+02:00', to: '2024-05-10T07:00:00+02:00' },
    ...{ wallFrom: '2024-05-10T06:00:00Z', wallTo: '2024-05-10T07:00:00Z', wallDay: null },
    midnights: ['Z', 'Z'],
  },
  {
    name: 'a zone that no platform knows is none',
    ...{ zone: 'Mars/Olympus', known: 'Europe/Oslo', given: 'Mars/Olympus', day: '2024-05-10' },
    ...{ from: '2024-05-10T06:00:00+02:00', to: '2024-05-10T07:00:00+02:00' },
    ...{ wallFrom: '2024-05-10T06:00:00Z', wallTo: '2024-05-10T07:00:00Z' },
    midnights: ['Z', 'Z'],
  },
  {
    ...{ name: 'an evening before a leap day, far in the west', ...home('America/Los_Angeles') },
    ...{ from: '2024-02-28T20:00:00-08:00', to: '2024-02-29T05:00:00-08:00', day: '2024-02-28' },
    midnights: ['-08:00', '-08:00'],
  },
  {
    ...{ name: 'the morning of a leap day, far in the east', ...home('Pacific/Auckland') },
    ...{ from: '2024-02-29T00:30:00+13:00', to: '2024-02-29T07:00:00+13:00', day: '2024-02-29' },
    midnights: ['+13:00', '+13:00'],
  },
  {
    ...{ name: 'the day on which the clocks of Los Angeles go on', ...home('America/Los_Angeles') },
    ...{ from: '2024-03-10T18:00:00-07:00', to: '2024-03-10T19:00:00-07:00', day: '2024-03-10' },
    midnights: ['-08:00', '-07:00'],
  },
  {
    ...{ name: 'the day on which the clocks of Auckland go back', ...home('Pacific/Auckland') },
    ...{ from: '2024-04-07T02:15:00+13:00', to: '2024-04-07T06:00:00+12:00', day: '2024-04-07' },
    midnights: ['+13:00', '+12:00'],
  },
]

/** What came of the stretch: start, end, and the zone that its source states. */
async function imported(file: TimedFile, one: Case) {
  const sink = recordingSink()
  const result = await importFile(blobOf(file.make(one)), sink, { zone: one.given })
  assert.ok(result.ok)
  const [sample] = sink.of(file.metric)
  const record = sink.records.find(({ metric }) => metric === file.metric)
  const found = sample
    ? { start: sample.start, end: sample.end, zone: sample.key.zone }
    : {
        start: Date.parse(record?.start ?? ''),
        end: Date.parse(record?.end ?? ''),
        zone: record?.zone ?? '',
      }
  const content = sample || record === undefined ? null : RecordContent.parse(record.content)
  return { ...found, date: content === null ? null : statedDate(content), report: result.value }
}

function historyOf({ known }: Case): ZoneHistory {
  return known === '' ? [] : [{ from: null, zone: known }]
}

function dayOf(start: number, stated: string, history: ZoneHistory): number | null {
  const zone = zoneFinder(history)(start, stated)
  return zone === null ? null : localDayNumber(start, zone)
}

function dayExpected(form: TimedFile['form'], one: Case): number | null {
  const { day, dayAsKnown = day, wallDay = dayAsKnown, zone } = one
  const expected = form === 'zone' && zone !== 'Mars/Olympus' ? day : form === 'wall' ? wallDay : dayAsKnown
  return expected === null ? null : localDayToNumber(LocalDay.parse(expected))
}

for (const one of cases) {
  test(`${one.name}: instant, day and report in every format`, async () => {
    for (const file of timedFiles) await (file.form === 'day' ? isRightDay(file, one) : isRight(file, one))
  })
}

/** A reading covers the day where the person was; a record keeps the date as it was stated, the same in every zone. */
async function isRightDay(file: TimedFile, one: Case): Promise<void> {
  const { name, ends } = file
  const { date, end, report, start, zone } = await imported(file, one)
  const stated = LocalDay.parse(one.from.slice(0, 10))
  const next = numberToLocalDay(localDayToNumber(stated) + 1)
  assert.equal(zone, '', `${name}: stated zone`)
  if (!ends) {
    assert.equal(date, stated, `${name}: stated date`)
    assert.equal(firstStatedDay(date ?? ''), stated, `${name}: day`)
    assert.equal(new Date(start).toISOString(), `${stated}T00:00:00.000Z`, `${name}: in order to sort by`)
    assert.equal(report.usedZone, null, `${name}: a date needs no zone`)
    return
  }
  const [from, to] = one.midnights
  assert.equal(new Date(start).toISOString(), new Date(`${stated}T00:00:00${from}`).toISOString(), name)
  assert.equal(new Date(end).toISOString(), new Date(`${next}T00:00:00${to}`).toISOString(), `${name}: end`)
  const known = one.known === '' ? null : localDayToNumber(stated)
  assert.equal(dayOf(start, '', historyOf(one)), known, `${name}: day`)
  assert.equal(report.usedZone, zoneInUse(one), `${name}: zone of the report`)
}

async function isRight(file: TimedFile, one: Case): Promise<void> {
  const { name, form, ends } = file
  const { start, end, zone, report } = await imported(file, one)
  const wall = form === 'wall' ? { from: one.wallFrom, to: one.wallTo } : {}
  const { from = one.from, to = one.to } = wall
  assert.equal(new Date(start).toISOString(), new Date(from).toISOString(), `${name}: start`)
  if (ends) assert.equal(new Date(end).toISOString(), new Date(to).toISOString(), `${name}: end`)
  assert.equal(zone, form === 'zone' ? one.zone : '', `${name}: stated zone`)
  assert.equal(dayOf(start, zone, historyOf(one)), dayExpected(form, one), `${name}: day`)
  assert.equal(report.usedZone, form === 'wall' ? zoneInUse(one) : null, `${name}: zone of the report`)
}

function zoneInUse({ given }: Case): string {
  return given === '' || given === 'Mars/Olympus' ? 'UTC' : given
}

test('each time is read by where the person was then, also next to a journey', async () => {
  const zone = ZoneHistory.parse([
    { from: null, zone: 'Europe/Oslo' },
    { from: '2024-05-09T12:00:00Z', zone: 'Asia/Tokyo' },
    { from: '2024-05-20T12:00:00Z', zone: 'America/Los_Angeles' },
  ])
  const clock = createLocalClock(zone, () => undefined)
  for (const [wall, instant] of [
    ['2024-05-09T13:59:00', '2024-05-09T13:59:00+02:00'],
    // In neither: as much later.
    ['2024-05-09T17:00:00', '2024-05-09T17:00:00+02:00'],
    ['2024-05-09T21:01:00', '2024-05-09T21:01:00+09:00'],
    ['2024-05-20T20:59:00', '2024-05-20T20:59:00+09:00'],
    // In both zones: the first.
    ['2024-05-20T05:30:00', '2024-05-20T05:30:00+09:00'],
    ['2024-05-20T21:01:00', '2024-05-20T21:01:00-07:00'],
    ['2024-05-21T05:00:00', '2024-05-21T05:00:00-07:00'],
  ] as const) {
    assert.equal(clock.instantOf(wallTime(wall)), Date.parse(instant), wall)
  }
  const sink = recordingSink()
  const steps = ['2024-05-08', '2024-05-15', '2024-05-25'].map((dateTime) => ({ dateTime, value: '9000' }))
  const result = await importFile(blobOf(JSON.stringify({ 'activities-steps': steps })), sink, { zone })
  assert.deepEqual(
    sink.of('steps').map(({ start }) => new Date(start).toISOString()),
    ['2024-05-07T22:00:00.000Z', '2024-05-14T15:00:00.000Z', '2024-05-25T07:00:00.000Z'],
  )
  assert.equal(result.ok && result.value.usedZone, 'America/Los_Angeles')
})

test('a wall-clock time that the clocks skip is as much later', () => {
  for (const [zone, wall, instant] of [
    ['Europe/Oslo', '2024-03-31T02:30:00', '2024-03-31T03:30:00+02:00'],
    ['America/New_York', '2024-03-10T02:30:00', '2024-03-10T03:30:00-04:00'],
    ['Australia/Lord_Howe', '2024-10-06T02:10:00', '2024-10-06T02:40:00+11:00'],
  ] as const) {
    const clock = createLocalClock(zone, () => undefined)
    assert.equal(clock.instantOf(wallTime(wall)), Date.parse(instant), zone)
  }
})

test('a day that the calendar does not have is no time, and a leap day is one', () => {
  assert.ok(Number.isNaN(wallTime('2023-02-29T10:00:00')))
  assert.ok(Number.isNaN(wallTime('2024-04-31T10:00:00')))
  assert.ok(Number.isNaN(utcTime('2023-02-29T10:00:00Z')))
  assert.equal(wallTime('2024-02-29T10:00:00'), Date.UTC(2024, 1, 29, 10))
  assert.equal(utcTime('2024-02-29T23:30:00-05:00'), Date.UTC(2024, 2, 1, 4, 30))
})

const days: readonly (readonly [string, (day: string) => unknown, string])[] = [
  [
    'Withings',
    (date) => ({
      status: 0,
      body: { activities: [{ hash_deviceid: 'd', date, steps: 9000, timezone: 'Europe/Oslo' }] },
    }),
    'steps',
  ],
  ['Fitbit', (dateTime) => ({ 'activities-steps': [{ dateTime, value: '9000' }] }), 'steps'],
  [
    'Oura',
    (day) => ({
      data: [
        {
          day,
          timestamp: `${day}T00:00:00.000+0${day < '2024-10' ? 1 : 2}:00`,
          steps: 9,
          equivalent_walking_distance: 1,
        },
      ],
    }),
    'steps',
  ],
  [
    'Google Health',
    (day) => {
      const [year, month, ofMonth] = day.split('-').map(Number)
      const date = { year, month, day: ofMonth }
      return { dataPoints: [{ dailyRestingHeartRate: { date, beatsPerMinute: '57' } }] }
    },
    'heart_rate_resting',
  ],
  ['Polar', (date) => ({ exportVersion: '1.0', date, summary: { stepCount: 9000 } }), 'steps'],
  ['Garmin Connect', (calendarDate) => ({ userProfileId: 1, calendarDate, totalSteps: 9000 }), 'steps'],
]

test('the sum of a day covers the day as long as it was: 23 hours, 25 hours', async () => {
  for (const [name, make, metric] of days) {
    for (const [day, from, to] of [
      ['2024-03-31', '2024-03-31T00:00:00+01:00', '2024-04-01T00:00:00+02:00'],
      ['2024-10-27', '2024-10-27T00:00:00+02:00', '2024-10-28T00:00:00+01:00'],
    ] as const) {
      const sink = recordingSink()
      await importFile(blobOf(JSON.stringify(make(day))), sink, { zone: 'Europe/Oslo' })
      const [sum] = sink.of(metric)
      assert.deepEqual([sum?.start, sum?.end], [Date.parse(from), Date.parse(to)], `${name} ${day}`)
    }
  }
})

test('stages of a Polar night stay in their order when the clocks change, and end with the night', async () => {
  const night = {
    ...{ polar_user: 'u', date: '2024-03-31', deep_sleep: 3600 },
    ...{ sleep_start_time: '2024-03-30T23:30:00+01:00', sleep_end_time: '2024-03-31T06:30:00+02:00' },
    hypnogram: { '23:30': 2, '01:30': 4, '03:30': 1, '06:00': 0 },
  }
  const sink = recordingSink()
  await importFile(blobOf(JSON.stringify({ nights: [night] })), sink)
  assert.deepEqual(
    sink
      .of('sleep_hypnogram')
      .map(({ start, end }) => [new Date(start).toISOString().slice(11, 16), (end - start) / 60_000]),
    [
      ['22:30', 120],
      ['00:30', 60],
      ['01:30', 150],
      ['04:00', 30],
    ],
  )
})
