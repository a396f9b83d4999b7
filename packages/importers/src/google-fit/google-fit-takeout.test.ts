/**
 * Goal: the daily tables and the sessions of a Google Fit Takeout become the right metric, unit and instant.
 * Method: a small file of each kind, made here after descriptions of the export, under the name that it has there.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importRows } from '../../test/import-rows.ts'

const HEADER =
  'Move Minutes count,Calories (kcal),Distance (m),Heart Points,Average heart rate (bpm),Step count,Average weight (kg)'

test('the table of all days: sums on the days of the person, no mean rate', async () => {
  const table = `Date,${HEADER}\n2024-07-02,42,1980.5,3200.0,12,74,5321,80.5\n2024-07-03,,1900,,,,,\n`
  const { rows, report } = await importRows('Daily activity metrics.csv', table)
  assert.deepEqual(rows, [
    ['steps', '2024-07-01T22:00', 1440, 5321, '{steps}'],
    ['distance_walk_run', '2024-07-01T22:00', 1440, 3200, 'm'],
    ['energy_total', '2024-07-01T22:00', 1440, 1980.5, 'kcal'],
    ['active_minutes', '2024-07-01T22:00', 1440, 42, 'min'],
    ['weight', '2024-07-01T22:00', 1440, 80.5, 'kg'],
    ['energy_total', '2024-07-02T22:00', 1440, 1900, 'kcal'],
  ])
  assert.equal(report.format, 'google-fit')
})

const quarters = `Start time,End time,${HEADER}\n08:00:00.000+01:00,08:15:00.000+01:00,5,30,420,,91,600,\n23:45:00.000+01:00,00:00:00.000+01:00,,18,,,,11,\n`

test('the table of one day: the date in its name, the offset in its rows, the last quarter until midnight', async () => {
  const { rows } = await importRows('2024-07-01.csv', quarters)
  assert.deepEqual(rows, [
    ['steps', '2024-07-01T07:00', 15, 600, '{steps}'],
    ['distance_walk_run', '2024-07-01T07:00', 15, 420, 'm'],
    ['energy_total', '2024-07-01T07:00', 15, 30, 'kcal'],
    ['active_minutes', '2024-07-01T07:00', 15, 5, 'min'],
    ['heart_rate', '2024-07-01T07:00', 15, 91, '/min'],
    ['steps', '2024-07-01T22:45', 15, 11, '{steps}'],
    ['energy_total', '2024-07-01T22:45', 15, 18, 'kcal'],
  ])
})

test('a table of one day that has lost its name is kept and told', async () => {
  const { rows, report, sink } = await importRows('renamed.csv', quarters)
  assert.deepEqual([rows, report.unknown], [[], { 'row of a day without its date': 2 }])
  assert.equal(sink.rawItems.length, 2)
})

const session = (activity: string, rest: object) =>
  JSON.stringify({
    ...{
      fitnessActivity: activity,
      startTime: '2024-07-01T20:00:00.000Z',
      endTime: '2024-07-01T21:00:00.000Z',
    },
    ...rest,
  })

test('sessions: a workout with its sums, a night with its parts, a calm hour, a drive that is none of these', async () => {
  const run = await importRows(
    '2024-07-01T22_00_00+02_00_RUNNING.json',
    session('running', {
      duration: '3000s',
      aggregate: [
        { metricName: 'com.google.calories.expended', floatValue: 350 },
        { metricName: 'com.google.distance.delta', floatValue: 5000 },
        { metricName: 'com.google.step_count.delta', intValue: 4200 },
      ],
    }),
  )
  assert.deepEqual(run.rows, [
    ['workout_distance', '2024-07-01T20:00', 60, 5000, 'm'],
    ['workout_energy', '2024-07-01T20:00', 60, 350, 'kcal'],
  ])
  const content = run.records[0]?.content
  assert.ok(content?.resourceType === 'Workout')
  assert.deepEqual([content.activity, content.durationMinutes], ['running', 50])
  const parts = [
    { fitnessActivity: 'sleep', startTime: '2024-07-01T20:00:00Z', endTime: '2024-07-01T20:40:00Z' },
    { fitnessActivity: 'sleep.awake', startTime: '2024-07-01T20:40:00Z', endTime: '2024-07-01T21:00:00Z' },
  ]
  assert.deepEqual((await importRows('x.json', session('sleep', { segment: parts }))).rows, [
    ['sleep_hypnogram', '2024-07-01T20:00', 40, 1, '1'],
    ['sleep_hypnogram', '2024-07-01T20:40', 20, 2, '1'],
    ['sleep_hypnogram', '2024-07-01T20:00', 60, 0, '1'],
    ['sleep_total', '2024-07-01T20:00', 60, 2_400_000, 'ms'],
  ])
  assert.deepEqual((await importRows('x.json', session('meditation', {}))).rows, [
    ['mindful_minutes', '2024-07-01T20:00', 60, 3_600_000, 'ms'],
  ])
  const drive = await importRows('x.json', session('in_vehicle', {}))
  assert.deepEqual([drive.rows, drive.report.unknown], [[], { 'session in_vehicle': 1 }])
})
