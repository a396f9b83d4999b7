/**
 * Goal: every table of a Withings export becomes the right metric, unit and instant; what nobody can name is kept.
 * Method: a small file of each kind, made here after the export's own description, under the name that it has there.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { importRows, type SampleRow } from '../../test/import-rows.ts'

interface Case {
  readonly name: string
  readonly text: string
  readonly rows: readonly SampleRow[]
  readonly unknown?: number
}

const raw = (values: string, durations = '[60,60]') =>
  `start,duration,value\n2024-07-01T23:50:00+02:00,"${durations}","${values}"\n`

const cases: readonly Case[] = [
  {
    name: 'weight.csv',
    text: 'Date,"Weight (kg)","Fat mass (kg)","Bone mass (kg)","Muscle mass (kg)","Hydration (kg)",Comments\n"2024-07-01 08:00:00",80.00,20.00,3.1,57.2,,\n',
    rows: [
      ['weight', '2024-07-01T06:00', 0, 80, 'kg'],
      ['bone_mass', '2024-07-01T06:00', 0, 3.1, 'kg'],
      ['muscle_mass', '2024-07-01T06:00', 0, 57.2, 'kg'],
      ['body_fat', '2024-07-01T06:00', 0, 25, '%'],
    ],
  },
  {
    name: 'weight.csv',
    text: 'Date,"Weight (lb)","Fat mass (lb)",Comments\n"2024-07-01 08:00:00",180,,\n',
    rows: [['weight', '2024-07-01T06:00', 0, 180, 'lb']],
  },
  {
    name: 'bp.csv',
    text: 'Date,"Heart rate",Systolic,Diastolic,Comments\n"2024-07-01 08:00:00",64,130,85,\n"2024-07-01 09:00:00",71,,,\n',
    rows: [
      ['bp_systolic', '2024-07-01T06:00', 0, 130, 'mm[Hg]'],
      ['bp_diastolic', '2024-07-01T06:00', 0, 85, 'mm[Hg]'],
      ['bp_pulse', '2024-07-01T06:00', 0, 64, '/min'],
      ['heart_rate', '2024-07-01T07:00', 0, 71, '/min'],
    ],
  },
  {
    name: 'height.csv',
    text: 'Date,"Height (m)",Comments\n"2024-07-01 08:00:00",1.82,\n',
    rows: [['height', '2024-07-01T06:00', 0, 1.82, 'm']],
  },
  {
    name: 'sleep.csv',
    text: 'from,to,"light (s)","deep (s)","rem (s)","awake (s)","wake up","Duration to sleep (s)","Heart rate (min)"\n2024-07-01T23:00:00+02:00,2024-07-02T06:00:00+02:00,14400,5400,3600,1800,2,600,0\n',
    rows: [
      ['sleep_light', '2024-07-01T21:00', 420, 14_400, 's'],
      ['sleep_deep', '2024-07-01T21:00', 420, 5_400, 's'],
      ['sleep_rem', '2024-07-01T21:00', 420, 3_600, 's'],
      ['sleep_total', '2024-07-01T21:00', 420, 23_400, 's'],
      ['sleep_awake', '2024-07-01T21:00', 420, 1_800, 's'],
      ['sleep_awakenings', '2024-07-01T21:00', 420, 2, '{count}'],
      ['sleep_latency', '2024-07-01T21:00', 420, 600, 's'],
      ['sleep_hypnogram', '2024-07-01T21:00', 420, 0, '1'],
    ],
  },
  {
    name: 'aggregates_steps.csv',
    text: 'date,value\n2024-07-02,8123\n',
    rows: [['steps', '2024-07-01T22:00', 1440, 8123, '{steps}']],
  },
  {
    name: 'aggregates_calories_passive.csv',
    text: 'date,value\n2024-07-02,1700.5\n',
    rows: [['energy_basal', '2024-07-01T22:00', 1440, 1700.5, 'kcal']],
  },
  { name: 'aggregates_manual_spo2.csv', text: 'date,value\n2024-07-02,195\n', rows: [], unknown: 1 },
  { name: 'of a stranger.csv', text: 'date,value\n2024-07-02,195\n', rows: [], unknown: 1 },
  {
    name: 'manual_spo2.csv',
    text: 'date,value\n"2024-07-01 08:00:00",97\n',
    rows: [['spo2', '2024-07-01T06:00', 0, 97, '%']],
  },
  {
    name: 'raw_tracker_steps.csv',
    text: raw('[12,40]'),
    rows: [
      ['steps', '2024-07-01T21:50', 1, 12, '{steps}'],
      ['steps', '2024-07-01T21:51', 1, 40, '{steps}'],
    ],
  },
  {
    name: 'raw_hr_hr.csv',
    text: raw('[61]', '[60]'),
    rows: [['heart_rate', '2024-07-01T21:50', 0, 61, '/min']],
  },
  {
    name: 'raw_spo2_auto_spo2.csv',
    text: raw('[96]', '[60]'),
    rows: [['spo2', '2024-07-01T21:50', 0, 96, '%']],
  },
  {
    name: 'raw_tracker_sleep-state.csv',
    text: raw('[1,2]'),
    rows: [
      ['sleep_hypnogram', '2024-07-01T21:50', 1, 3, '1'],
      ['sleep_hypnogram', '2024-07-01T21:51', 1, 4, '1'],
    ],
  },
  { name: 'raw_bed_sleep-state.csv', text: raw('[1,1]'), rows: [], unknown: 1 },
  { name: 'raw_location_latitude.csv', text: raw('[44.1]', '[60]'), rows: [], unknown: 1 },
  { name: 'raw_bed_snoring.csv', text: 'start,duration,value\n', rows: [] },
]

const signals =
  'date,type,frequency,duration,wearposition,signal,doctor_assessment,doctor_name,checkup_date\n'

test('signal.csv: microvolts of a watch, millivolts of a monitor, and in a unit that nobody says what it wrote', async () => {
  const rows = [
    '"2024-07-01 08:00:00",ecg,300,0.01,1,"[12,-40,5]",,,',
    '2024-07-01T08:05:00+02:00,ecg,500,0.004,3,"[0.012,-0.04]",Sinus rhythm,,',
    '"2024-07-01 08:10:00",ecg,300,0.01,7,"[12,-40,5]",,,',
    '"2024-07-01 08:15:00",ecg,300,0.01,1,[],,,',
  ]
  const { records, report, sink } = await importRows('signal.csv', `${signals}${rows.join('\n')}\n`)
  assert.equal(report.format, 'withings')
  assert.deepEqual(
    records.map(({ content, metric, start }) => {
      assert.ok(content.resourceType === 'Observation')
      const { data, factor, period } = content.valueSampledData ?? {}
      return [metric, start, data, factor, period, content.note?.[0]?.text]
    }),
    [
      ['ecg_waveform', '2024-07-01T06:00:00Z', '120 -400 50', 0.1, 1000 / 300, undefined],
      ['ecg_waveform', '2024-07-01T06:05:00Z', '120 -400', 0.1, 2, 'Sinus rhythm'],
    ],
  )
  assert.deepEqual(report.unknown, { 'signal in a unit that is not known': 1 })
  assert.equal(sink.rawItems.length, 1)
  assert.deepEqual(
    report.skipped.map(({ count, reason }) => [reason, count]),
    [['bad-value', 1]],
  )
})

for (const { name, text, rows, unknown = 0 } of cases) {
  test(`${name}: ${rows.map(([metric]) => metric).join(', ') || 'nothing that has a name'}`, async () => {
    const outcome = await importRows(name, text)
    assert.deepEqual(outcome.rows, rows)
    assert.deepEqual([outcome.report.format, outcome.sink.rawItems.length], ['withings', unknown])
    assert.deepEqual([outcome.report.partial, outcome.report.skipped], [[], []])
  })
}

const activities = `from,to,"from (manual)","to (manual)",Timezone,"Activity type",Data,GPS,Modified
2024-07-01T18:00:00+02:00,2024-07-01T18:50:00+02:00,,,Europe/Stockholm,Running,"{""calories"":412,""effduration"":2700,""distance"":8000,""hr_average"":148}",,2024-07-01T19:00:00+02:00
2024-07-02T18:00:00+02:00,2024-07-02T18:50:00+02:00,,,Europe/Stockholm,Yoga,{broken,,
`

test('activities.csv: a workout with its sums, and one whose sums cannot be read', async () => {
  const { rows, records, report } = await importRows('activities.csv', activities)
  assert.deepEqual(rows, [
    ['workout_distance', '2024-07-01T16:00', 50, 8000, 'm'],
    ['workout_energy', '2024-07-01T16:00', 50, 412, 'kcal'],
    ['workout_heart_rate', '2024-07-01T16:00', 50, 148, '/min'],
  ])
  assert.deepEqual(
    records.map(
      ({ content }) => content.resourceType === 'Workout' && [content.activity, content.durationMinutes],
    ),
    [
      ['running', 45],
      ['yoga', 50],
    ],
  )
  assert.deepEqual(
    report.skipped.map(({ reason, count }) => [reason, count]),
    [['bad-value', 1]],
  )
})

test('the archive is read table by table, each under its own name', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const zip = zipSync({
    'data_SAM_1719792000/activities.csv': bytes(activities),
    'data_SAM_1719792000/raw_tracker_steps.csv': bytes(raw('[12,40]')),
    'data_SAM_1719792000/aggregates_steps.csv': bytes('date,value\n2024-07-02,8123\n'),
  })
  const { sink, records, report } = await importRows('withings.zip', zip)
  assert.deepEqual([sink.of('steps').length, records.length, report.unknown], [3, 2, {}])
})
