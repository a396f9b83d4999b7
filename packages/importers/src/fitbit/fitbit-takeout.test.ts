/**
 * Goal: what a Google Takeout of Fitbit holds becomes the right metric, unit and instant, in the archive and file by file.
 * Method: a small file of each kind, made here after descriptions of the export, under the name that it has there.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { importRows, type SampleRow } from '../../test/import-rows.ts'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

interface Case {
  readonly name: string
  readonly text: string
  readonly rows: readonly SampleRow[]
  readonly unknown?: number
}

const numbers = (value: string) => JSON.stringify([{ dateTime: '07/01/24 22:30:00', value }])
const MIDNIGHT = '2024-07-01T22:00'

const lists: readonly Case[] = [
  {
    name: 'steps-2024-07-01.json',
    text: numbers('52'),
    rows: [['steps', '2024-07-01T22:30', 1, 52, '{steps}']],
  },
  {
    name: 'calories-2024-07-01.json',
    text: numbers('1.19'),
    rows: [['energy_total', '2024-07-01T20:30', 1, 1.19, 'kcal']],
  },
  {
    name: 'distance-2024-07-01.json',
    text: numbers('4210'),
    rows: [['distance_walk_run', '2024-07-01T22:30', 1, 4210, 'cm']],
  },
  {
    name: 'altitude-2024-07-01.json',
    text: numbers('20'),
    rows: [['elevation_gain', '2024-07-01T20:30', 1, 20, 'ft']],
  },
  { name: 'altitude-2024-07-01.json', text: numbers('3.048'), rows: [], unknown: 1 },
  {
    name: 'sedentary_minutes-2024-07-01.json',
    text: '[{"dateTime":"07/02/24 00:00:00","value":"612"}]',
    rows: [['sedentary_time', MIDNIGHT, 1440, 612, 'min']],
  },
  {
    name: 'demographic_vo2_max-2024-07-01.json',
    text: '[{"dateTime":"07/02/24 00:00:00","value":{"demographicVO2Max":41.02,"filteredDemographicVO2Max":41.5}}]',
    rows: [['vo2_max', MIDNIGHT, 1440, 41.5, 'mL/min/kg']],
  },
  {
    name: 'time_in_heart_rate_zones-2024-07-01.json',
    text: '[{"dateTime":"07/02/24 00:00:00","value":{"valuesInZones":{"IN_DEFAULT_ZONE_1":8}}}]',
    rows: [],
    unknown: 1,
  },
  {
    name: 'weight-2024-07-01.json',
    text: '[{"logId":1719907200000,"weight":193.9,"bmi":28.08,"fat":24,"date":"07/02/24","time":"08:00:00","source":"Aria"}]',
    rows: [
      ['weight', '2024-07-02T06:00', 0, 193.9, 'lb'],
      ['bmi', '2024-07-02T06:00', 0, 28.08, 'kg/m2'],
      ['body_fat', '2024-07-02T06:00', 0, 24, '%'],
    ],
  },
  {
    name: 'weight-2024-07-01.json',
    text: '[{"logId":1,"weight":80,"bmi":24.69,"date":"07/02/24","time":"08:00:00"},{"logId":3,"weight":100,"bmi":29.5,"date":"07/02/24","time":"08:00:00"},{"logId":2,"weight":80,"bmi":0,"date":"07/02/24","time":"08:00:00"}]',
    rows: [
      ['bmi', '2024-07-02T06:00', 0, 24.69, 'kg/m2'],
      ['bmi', '2024-07-02T06:00', 0, 29.5, 'kg/m2'],
    ],
    unknown: 3,
  },
  {
    name: 'sleep-2024-07-01.json',
    text: '[{"logId":1,"dateOfSleep":"2024-07-02","startTime":"2024-07-02T14:00:00.000","endTime":"2024-07-02T14:40:00.000","minutesAsleep":36,"mainSleep":false,"levels":{"data":[]}}]',
    rows: [['sleep_nap', '2024-07-02T12:00', 40, 36, 'min']],
  },
]

const tables: readonly Case[] = [
  {
    name: 'Daily Heart Rate Variability Summary - 2024-07-(2).csv',
    text: 'timestamp,rmssd,nremhr,entropy\n2024-07-02T00:00:00,29.232,49.623,2.472\n',
    rows: [['hrv_rmssd', MIDNIGHT, 0, 29.232, 'ms']],
  },
  {
    name: 'Heart Rate Variability Details - 2024-07-02.csv',
    text: 'timestamp,rmssd,coverage,low_frequency,high_frequency\n2024-07-02T01:05:00,38.2,0.93,512,256\n',
    rows: [
      ['hrv_rmssd', '2024-07-01T23:05', 0, 38.2, 'ms'],
      ['hrv_lf_hf', '2024-07-01T23:05', 0, 2, '1'],
    ],
  },
  {
    name: 'Daily SpO2 - 2024-07-02-2024-07-03.csv',
    text: 'timestamp,average_value,lower_bound,upper_bound\n2024-07-02T00:00:00Z,97.7,94.4,99.6\n',
    rows: [['spo2', MIDNIGHT, 0, 97.7, '%']],
  },
  {
    name: 'Minute SpO2 - 2024-07-02.csv',
    text: 'timestamp,value\n2024-07-02T01:05:00Z,95.2\n2024-07-02T01:06:00Z,50.0\n',
    rows: [['spo2', '2024-07-02T01:05', 0, 95.2, '%']],
  },
  {
    name: 'of a stranger.csv',
    text: 'timestamp,value\n2024-07-02T01:05:00Z,95.2\n',
    rows: [],
    unknown: 1,
  },
  {
    name: 'Daily Respiratory Rate Summary - 2024-07-02.csv',
    text: 'timestamp,daily_respiratory_rate\n2024-07-02T00:00:00,15.4\n',
    rows: [['respiratory_rate', MIDNIGHT, 0, 15.4, '/min']],
  },
  {
    name: 'Respiratory Rate Summary - 2024-07-02.csv',
    text: 'timestamp,full_sleep_breathing_rate,full_sleep_standard_deviation\n2024-07-02T07:00:00,15.2,1.1\n',
    rows: [['respiratory_rate', '2024-07-02T05:00', 0, 15.2, '/min']],
  },
  {
    name: 'Computed Temperature - 2024-07-02.csv',
    text: 'type,sleep_start,sleep_end,temperature_samples,nightly_temperature,baseline_relative_sample_sum\nIDT,2024-07-01T23:14:30,2024-07-02T06:11:30,404,34.07,189.768\nIDT,2024-07-02T22:13,2024-07-03T05:41:30,444,33.33,NaN\n',
    rows: [
      ['skin_temperature', '2024-07-01T21:14', 417, 34.07, 'Cel'],
      ['skin_temperature_deviation', '2024-07-01T21:14', 417, 0.47, 'K'],
      ['skin_temperature', '2024-07-02T20:13', 449, 33.33, 'Cel'],
    ],
  },
  {
    name: 'Active Zone Minutes - 2024-07-01.csv',
    text: 'date_time,heart_zone_id,total_minutes\n2024-07-02T01:05:00,CARDIO,2\n',
    rows: [['active_minutes', '2024-07-01T23:05', 1, 2, 'min']],
  },
  {
    name: 'Daily Readiness Score - 2024-07-01.csv',
    text: 'date,readiness_score_value,readiness_state\n2024-07-02,71,HIGH\n',
    rows: [['readiness_score', MIDNIGHT, 0, 71, '%']],
  },
  {
    name: 'sleep_score.csv',
    text: 'sleep_log_entry_id,timestamp,overall_score,composition_score\n1,2024-07-02T04:58:30Z,74,\n',
    rows: [['sleep_score', '2024-07-02T04:58', 0, 74, '{score}']],
  },
  {
    name: 'Stress Score.csv',
    text: 'DATE,UPDATED_AT,STRESS_SCORE,SLEEP_POINTS,STATUS,CALCULATION_FAILED\n2024-07-02T00:00:00,x,84,29,READY,false\n2024-07-03T00:00:00,x,0,0,NO_DATA,true\n',
    rows: [['stress_level', MIDNIGHT, 1440, 84, '{score}']],
  },
  {
    name: 'weight.csv',
    text: 'timestamp,weight grams,data source\n2024-07-02T08:00:00Z,62400,Fitbit App\n',
    rows: [['weight', '2024-07-02T08:00', 0, 62_400, 'g']],
  },
  {
    name: 'steps_2024-07-01.csv',
    text: 'timestamp,steps,data source\n2024-07-02T08:00:00Z,34,Charge 6\n',
    rows: [['steps', '2024-07-02T08:00', 1, 34, '{steps}']],
  },
  {
    name: 'daily_resting_heart_rate.csv',
    text: 'timestamp,beats per minute,data source\n2024-07-02T00:00:00Z,61.5,Fitbit App\n',
    rows: [['heart_rate_resting', MIDNIGHT, 1440, 61.5, '/min']],
  },
  {
    name: 'heart_rate_2024-07-02.csv',
    text: 'timestamp,beats per minute,data source\n2024-07-02T08:00:05Z,91,Charge 6\n',
    rows: [['heart_rate', '2024-07-02T08:00', 0, 91, '/min']],
  },
  {
    name: 'active_zone_minutes_2024-07-01.csv',
    text: 'timestamp,heart rate zone,total minutes,data source\n2024-07-02T08:00:00Z,CARDIO,2,Charge 6\n',
    rows: [['active_minutes', '2024-07-02T08:00', 1, 2, 'min']],
  },
  {
    name: 'height.csv',
    text: 'timestamp,height millimeters,data source\n2024-07-02T08:00:00Z,1720,Fitbit App\n',
    rows: [['height', '2024-07-02T08:00', 0, 1720, 'mm']],
  },
  {
    name: 'altitude_2024-07-02.csv',
    text: 'timestamp,gain\n2024-07-02T08:00:00Z,3048\n',
    rows: [['elevation_gain', '2024-07-02T08:00', 1, 3048, 'mm']],
  },
  {
    name: 'steps_2024-07-02.csv',
    text: 'timestamp,steps\n2024-07-02T08:00:00Z,34\n',
    rows: [['steps', '2024-07-02T08:00', 1, 34, '{steps}']],
  },
  {
    name: 'distance_2024-07-02.csv',
    text: 'timestamp,distance\n2024-07-02T08:00:00Z,26.5\n',
    rows: [['distance_walk_run', '2024-07-02T08:00', 1, 26.5, 'm']],
  },
  {
    name: 'heart_rate_2024-07-03.csv',
    text: 'timestamp,beats per minute\n2024-07-02T08:00:05Z,91\n',
    rows: [['heart_rate', '2024-07-02T08:00', 0, 91, '/min']],
  },
  {
    name: 'daily_sleep_temperature_derivations.csv',
    text: 'timestamp,nightly temperature celsius,baseline temperature celsius,relative nightly stddev 30d celsius\n2024-07-02T00:00:00Z,34.2,33.9,0.4\n2024-07-03T00:00:00Z,34.0,,\n',
    rows: [
      ['skin_temperature', MIDNIGHT, 0, 34.2, 'Cel'],
      ['skin_temperature_deviation', MIDNIGHT, 0, 0.3, 'K'],
      ['skin_temperature', '2024-07-02T22:00', 0, 34, 'Cel'],
    ],
  },
]

for (const { name, text, rows, unknown = 0 } of [...lists, ...tables]) {
  test(`${name}: ${rows.map(([metric]) => metric).join(', ') || 'unknown, and said so'}`, async () => {
    const outcome = await importRows(name, text)
    assert.deepEqual(outcome.rows, rows)
    const counted = Object.values(outcome.report.unknown).reduce((sum, count) => sum + count, 0)
    assert.deepEqual(
      [outcome.report.format, counted, outcome.sink.rawItems.length],
      ['fitbit', unknown, unknown],
    )
  })
}

const exercise = {
  ...{ logId: 77, activityName: 'Outdoor Bike', activityTypeId: 1071, averageHeartRate: 118, calories: 368 },
  ...{ startTime: '06/15/24 22:30:21', duration: 2_560_000, activeDuration: 2_400_000, elevationGain: 120 },
  ...{ distance: 10, distanceUnit: 'Mile' },
}

test('exercise-0.json: a workout in UTC, its distance in its own unit, a height in none', async () => {
  const { rows, records, report } = await importRows('exercise-0.json', JSON.stringify([exercise]))
  assert.deepEqual(rows, [
    ['workout_distance', '2024-06-15T22:30', 43, 16_093.44, 'm'],
    ['workout_energy', '2024-06-15T22:30', 43, 368, 'kcal'],
    ['workout_heart_rate', '2024-06-15T22:30', 43, 118, '/min'],
  ])
  const content = records[0]?.content
  assert.ok(content?.resourceType === 'Workout')
  assert.deepEqual(
    [content.activity, content.start, content.durationMinutes, content.elevationGainMetres],
    ['outdoor_bike', '2024-06-15T22:30:21Z', 40, null],
  )
  assert.deepEqual(report.detailsNotKept, { elevationGain: 1 })
})

test('the list of activities of the Web API states an offset and metres', async () => {
  const activity = { ...exercise, startTime: '2024-06-15T23:30:21.000-04:00', distanceUnit: 'Kilometer' }
  const { records } = await importRows('answer.json', JSON.stringify({ activities: [activity] }))
  const content = records[0]?.content
  assert.ok(content?.resourceType === 'Workout')
  assert.deepEqual(
    [content.start, content.distanceMetres, content.elevationGainMetres],
    ['2024-06-16T03:30:21Z', 10_000, 120],
  )
})

test('every device of a Google table is a source of its own', async () => {
  const text =
    'timestamp,steps,data source\n2024-07-02T08:00:00Z,34,Charge 6\n2024-07-02T08:00:00Z,30,Phone\n'
  const { sink } = await importRows('steps_2024-07-01.csv', text)
  assert.deepEqual(
    sink.samples.map(({ key }) => [key.source.name, key.source.model]),
    [
      ['Fitbit', 'Charge 6'],
      ['Fitbit', 'Phone'],
    ],
  )
})

test('a list of bare numbers is known by its name in the archive and as a file alone, and by nothing else', async () => {
  const [inside, name] = [numbers('52'), 'steps-2024-07-01.json']
  const zip = zipSync({ [`Takeout/Fitbit/Global Export Data/${name}`]: new TextEncoder().encode(inside) })
  const [fromArchive, alone, unnamed] = [recordingSink(), recordingSink(), recordingSink()]
  assert.ok((await importFile(blobOf(zip), fromArchive)).ok)
  assert.ok((await importFile(new File([inside], name), alone)).ok)
  assert.ok((await importFile(blobOf(inside), unnamed)).ok)
  assert.equal(alone.samples.length, 1)
  assert.deepEqual(alone.samples, fromArchive.samples)
  assert.deepEqual([unnamed.samples.length, unnamed.rawItems.length], [0, 1])
})

test('Web API series: distance, height, floors and active minutes in the units of the metric system', async () => {
  const series = (name: string, value: unknown) => ({ [name]: [{ dateTime: '2024-07-02', value }] })
  const cases = [
    [series('activities-distance', '5.2'), ['distance_walk_run', MIDNIGHT, 1440, 5.2, 'km']],
    [series('activities-elevation', '30.48'), ['elevation_gain', MIDNIGHT, 1440, 30.48, 'm']],
    [series('activities-floors', '10'), ['floors_climbed', MIDNIGHT, 1440, 10, '{floors}']],
    [series('activities-caloriesBMR', '1720'), ['energy_basal', MIDNIGHT, 1440, 1720, 'kcal']],
    [
      series('activities-active-zone-minutes', { fatBurnActiveZoneMinutes: 20, activeZoneMinutes: 42 }),
      ['active_minutes', MIDNIGHT, 1440, 42, 'min'],
    ],
    [
      {
        'activities-active-zone-minutes-intraday': [
          {
            dateTime: '2024-07-02',
            minutes: [{ minute: '2024-07-02T01:05:00', value: { activeZoneMinutes: 2 } }],
          },
        ],
      },
      ['active_minutes', '2024-07-01T23:05', 1, 2, 'min'],
    ],
    [
      {
        tempSkin: [
          { dateTime: '2024-07-02', value: { nightlyRelative: -0.3 }, logType: 'dedicated_temp_sensor' },
        ],
      },
      ['skin_temperature_deviation', MIDNIGHT, 0, -0.3, 'K'],
    ],
  ] as const
  for (const [answer, row] of cases) {
    const { rows, report } = await importRows('answer.json', JSON.stringify(answer))
    assert.deepEqual([rows, report.unknown], [[row], {}])
  }
})

const weighings =
  '[{"logId":1,"weight":80,"bmi":24.69,"date":"07/02/24","time":"08:00:00"},{"logId":2,"weight":80,"bmi":0,"date":"07/03/24","time":"08:00:00"}]'

test('the profile of an export says in what unit its weighings are, whichever of them is larger; another one says nothing', async () => {
  const weightsBy = async (profile: Readonly<Record<string, string>>) => {
    const sink = recordingSink()
    const files = { 'Takeout/Fitbit/Global Export Data/weight-2024-07-01.json': weighings, ...profile }
    const encoder = new TextEncoder()
    const entries = Object.entries(files).map(([name, text]) => [name, encoder.encode(text)] as const)
    const result = await importFile(blobOf(zipSync(Object.fromEntries(entries))), sink, {
      zone: 'Europe/Berlin',
    })
    assert.ok(result.ok)
    const weights = sink.samples.filter(({ key }) => key.metric === 'weight')
    return [weights.map(({ key, value }) => [value, key.unit]), result.value.unknown]
  }
  const profile = (unit: string) => ({
    'Takeout/Fitbit/Ihr Profil/Profile.csv': `id,full_name,first_name,last_name,weight,weight_unit,distance_unit\r\nA1,"Lunde, Astrid",Astrid,Lunde,80,${unit},METRIC\r\n`,
  })
  for (const [unit, ours] of [
    ['METRIC', 'kg'],
    ['en_US', 'lb'],
    ['en_GB', 'st'],
  ] as const) {
    const both = [
      [80, ours],
      [80, ours],
    ]
    assert.deepEqual(await weightsBy(profile(unit)), [both, { profile: 1 }])
  }
  const unsaid = { 'weight in a unit that is not named': 2 }
  assert.deepEqual(await weightsBy({}), [[], unsaid])
  assert.deepEqual(await weightsBy(profile('constructor')), [[], { profile: 1, ...unsaid }])
})
