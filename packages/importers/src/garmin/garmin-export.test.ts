/**
 * Goal: the archive of a Garmin account becomes the right metric, unit and instant, as an archive and file by file.
 * Method: one row of each of its files, made here after descriptions of the archive, under the name that it has there.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { importRows, type SampleRow } from '../../test/import-rows.ts'

const day = (fields: object) => ({ userProfilePK: 1, calendarDate: '2024-07-02', ...fields })
const MIDNIGHT = '2024-07-01T22:00'

interface Case {
  readonly name: string
  readonly rows: readonly object[]
  readonly samples: readonly SampleRow[]
  readonly unknown?: Readonly<Record<string, number>>
}

const cases: readonly Case[] = [
  {
    name: 'DI-Connect-Aggregator/UDSFile_2024-05-01_2024-08-09.json',
    rows: [
      { retro: false },
      day({
        ...{ wellnessStartTimeGmt: '2024-07-01T22:00:00.0', wellnessEndTimeGmt: '2024-07-02T22:00:00.0' },
        ...{ totalSteps: 8000, floorsAscendedInMeters: 30.67, restingHeartRate: 50, averageSpo2Value: 95 },
        respiration: { avgWakingRespirationValue: 15 },
        allDayStress: {
          aggregatorList: [
            { type: 'AWAKE', averageStressLevel: 33 },
            { type: 'TOTAL', averageStressLevel: 27 },
          ],
        },
        bodyBattery: {
          bodyBatteryStatList: [
            { bodyBatteryStatType: 'HIGHEST', statsValue: 80, statTimestamp: '2024-07-02T07:10:00.0' },
            { bodyBatteryStatType: 'DURINGSLEEP', statsValue: 55, statTimestamp: '2024-07-02T07:10:00.0' },
          ],
        },
      }),
    ],
    samples: [
      ['steps', MIDNIGHT, 1440, 8000, '{steps}'],
      ['heart_rate_resting', MIDNIGHT, 1440, 50, '/min'],
      ['elevation_gain', MIDNIGHT, 1440, 30.67, 'm'],
      ['spo2', MIDNIGHT, 1440, 95, '%'],
      ['respiratory_rate', MIDNIGHT, 1440, 15, '/min'],
      ['stress_level', MIDNIGHT, 1440, 27, '{score}'],
      ['body_battery', '2024-07-02T05:10', 0, 80, '%'],
    ],
  },
  {
    name: 'DI-Connect-Aggregator/HydrationLogFile_2024-05-01_2024-08-09.json',
    rows: [
      day({ timestampLocal: '2024-07-02T08:00:00.0', valueInML: 250 }),
      day({ timestampLocal: '2024-07-02T09:00:00.0', valueInML: 0, estimatedSweatLossInML: 400 }),
    ],
    samples: [['water', '2024-07-02T06:00', 0, 250, 'mL']],
  },
  {
    name: 'DI-Connect-Wellness/2024-05-01_2024-08-09_1_sleepData.json',
    rows: [
      {
        ...{ sleepStartTimestampGMT: '2024-07-01T21:25:10.0', sleepEndTimestampGMT: '2024-07-02T04:25:10.0' },
        ...{
          calendarDate: '2024-07-02',
          deepSleepSeconds: 3600,
          lightSleepSeconds: 14_400,
          remSleepSeconds: 5400,
        },
        ...{
          awakeSleepSeconds: 1800,
          unmeasurableSeconds: 0,
          averageRespiration: 14,
          awakeCount: 2,
          retro: false,
        },
        ...{ sleepScores: { overallScore: 82 }, spo2SleepSummary: { averageSPO2: 94.5 } },
      },
      {
        ...{ calendarDate: '2024-07-03', sleepWindowConfirmationType: 'OFF_WRIST', retro: false },
        napList: [
          {
            ...{ napStartTimestampGMT: '2024-07-03T12:10:00.0', napEndTimestampGMT: '2024-07-03T12:38:00.0' },
            ...{ napTimeSec: 1500, napFeedback: 'IDEAL_TIMING' },
          },
          { napTimeSec: 600 },
        ],
      },
    ],
    samples: [
      ['sleep_deep', '2024-07-01T21:25', 420, 3600, 's'],
      ['sleep_light', '2024-07-01T21:25', 420, 14_400, 's'],
      ['sleep_rem', '2024-07-01T21:25', 420, 5400, 's'],
      ['sleep_awake', '2024-07-01T21:25', 420, 1800, 's'],
      ['sleep_unspecified', '2024-07-01T21:25', 420, 0, 's'],
      ['sleep_total', '2024-07-01T21:25', 420, 23_400, 's'],
      ['sleep_score', '2024-07-01T21:25', 420, 82, '{score}'],
      ['sleep_awakenings', '2024-07-01T21:25', 420, 2, '{count}'],
      ['respiratory_rate', '2024-07-01T21:25', 420, 14, '/min'],
      ['spo2', '2024-07-01T21:25', 420, 94.5, '%'],
      ['sleep_nap', '2024-07-03T12:10', 28, 1500, 's'],
    ],
    unknown: { nap: 1 },
  },
  {
    name: 'DI-Connect-Wellness/2024-05-01_2024-08-09_1_healthStatusData.json',
    rows: [
      {
        calendarDate: '2024-07-02',
        metrics: [
          { type: 'HRV', value: 62, baselineLowerLimit: 48, baselineUpperLimit: 71, status: 'IN_RANGE' },
          { type: 'HR', value: 51 },
          { type: 'SPO2', value: 0, status: 'UNKNOWN' },
          { type: 'SKIN_TEMP_C', value: -0.3 },
          { type: 'OF_TOMORROW', value: 1 },
          { type: 'SKIN_TEMP_C', value: 33.9 },
          { type: 'SKIN_TEMP_C', value: 12 },
        ],
      },
    ],
    samples: [
      ['hrv_rmssd', MIDNIGHT, 0, 62, 'ms'],
      ['heart_rate_resting', MIDNIGHT, 0, 51, '/min'],
      ['skin_temperature_deviation', MIDNIGHT, 0, -0.3, 'K'],
      ['skin_temperature', MIDNIGHT, 0, 33.9, 'Cel'],
    ],
    unknown: { 'status OF_TOMORROW': 1, 'status SKIN_TEMP_C': 1 },
  },
  {
    name: 'DI-Connect-Wellness/1_fitnessAgeData.json',
    rows: [
      { asOfDateGmt: '2024-07-02T00:00:00.0', chronologicalAge: 51, currentBioAge: 43.2, rhr: 50 },
      { asOfDateGmt: '2024-07-02T23:30:00.0', chronologicalAge: 51, currentBioAge: 43.1, rhr: 50 },
    ],
    samples: [
      ['fitness_age', MIDNIGHT, 1440, 43.2, 'a'],
      ['fitness_age', '2024-07-02T23:30', 0, 43.1, 'a'],
    ],
  },
  {
    name: 'DI-Connect-Wellness/1_userBioMetrics.json',
    rows: [
      {
        metaData: { userProfilePK: 1, calendarDate: '2024-07-02T06:00:00.0' },
        weight: { weight: 77_000, timestampGMT: '2024-07-02T06:00:00.0' },
      },
      {
        metaData: { userProfilePK: 1, calendarDate: '2024-07-02T06:00:00.0' },
        functionalThresholdPower: 250,
      },
    ],
    samples: [['weight', '2024-07-02T06:00', 0, 77_000, 'g']],
    unknown: { 'change of the account': 1 },
  },
  {
    name: 'DI-Connect-Wellness/BloodPressureFile_2024-01-01_2025-01-01.json',
    rows: [
      {
        metaData: { userProfilePK: 1, calendarDate: [2024, 7, 2, 8, 58, 46, 6_000_000] },
        bloodPressure: { systolic: 107, diastolic: 70, pulse: 81 },
      },
    ],
    samples: [
      ['bp_systolic', '2024-07-02T06:58', 0, 107, 'mm[Hg]'],
      ['bp_diastolic', '2024-07-02T06:58', 0, 70, 'mm[Hg]'],
      ['bp_pulse', '2024-07-02T06:58', 0, 81, '/min'],
    ],
  },
  {
    name: 'DI-Connect-Metrics/MetricsMaxMetData_20240501_20240809_1.json',
    rows: [day({ sport: 'RUNNING', vo2MaxValue: 49, maxMet: 14, fitnessAge: 38 })],
    samples: [
      ['vo2_max', MIDNIGHT, 1440, 49, 'mL/min/kg'],
      ['fitness_age', MIDNIGHT, 1440, 38, 'a'],
    ],
  },
  {
    name: 'DI-Connect-Metrics/TrainingReadinessDTO_20240501_20240809_1.json',
    rows: [day({ timestamp: '2024-07-02T05:16:08.0', score: 64, sleepScoreFactorPercent: 76 })],
    samples: [['readiness_score', '2024-07-02T05:16', 0, 64, '%']],
  },
  {
    name: 'DI-Connect-Metrics/TrainingHistory_20240501_20240809_1.json',
    rows: [day({ trainingStatus: 'PRODUCTIVE', fitnessLevelTrend: 'INCREASING' })],
    samples: [],
    unknown: { userProfilePK: 1 },
  },
]

for (const { name, rows, samples, unknown = {} } of cases) {
  test(`${name}: ${samples.map(([metric]) => metric).join(', ') || 'told as unknown'}`, async () => {
    const outcome = await importRows(name.split('/')[1] ?? name, JSON.stringify(rows))
    assert.deepEqual(outcome.rows, samples)
    assert.deepEqual([outcome.report.format, outcome.report.unknown], ['garmin-connect', unknown])
  })
}

test('the range in which variability is balanced becomes a record, once there is one', async () => {
  const status = (baselineLowerLimit: number, baselineUpperLimit: number) =>
    JSON.stringify([
      {
        calendarDate: '2024-07-02',
        metrics: [{ type: 'HRV', value: 62, baselineLowerLimit, baselineUpperLimit }],
      },
    ])
  const { records } = await importRows('1_healthStatusData.json', status(48, 71))
  assert.deepEqual(
    records.map(({ metric, start }) => [metric, start]),
    [['hrv_baseline_balanced', '2024-07-01T22:00:00Z']],
  )
  const content = records[0]?.content
  assert.ok(content?.resourceType === 'Observation')
  assert.deepEqual([content.valueRange?.low?.value, content.valueRange?.high?.value], [48, 71])
  assert.equal((await importRows('1_healthStatusData.json', status(-1, 1))).records.length, 0)
})

const activities = [
  {
    summarizedActivitiesExport: [
      {
        ...{
          activityId: 111,
          activityType: 'running',
          beginTimestamp: 1_719_900_000_000,
          duration: 1_800_000,
        },
        ...{ distance: 500_000, elevationGain: 4200, avgHr: 140, activityTrainingLoad: 95.5, calories: 1700 },
      },
    ],
  },
]

test('activities: centimetres and milliseconds; an energy without a unit is told', async () => {
  const { rows, records, report } = await importRows(
    '1_summarizedActivities.json',
    JSON.stringify(activities),
  )
  assert.deepEqual(rows, [
    ['workout_distance', '2024-07-02T06:00', 30, 5000, 'm'],
    ['workout_heart_rate', '2024-07-02T06:00', 30, 140, '/min'],
    ['training_load', '2024-07-02T06:00', 30, 95.5, '{score}'],
  ])
  const content = records[0]?.content
  assert.ok(content?.resourceType === 'Workout')
  assert.deepEqual([content.distanceMetres, content.elevationGainMetres], [5000, 42])
  assert.deepEqual(report.detailsNotKept, { calories: 1 })
})

test('the archive brings what its files bring', async () => {
  const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
  const files = Object.fromEntries(cases.map(({ name, rows }) => [`DI_CONNECT/${name}`, bytes(rows)]))
  const zip = zipSync({
    ...files,
    'DI_CONNECT/DI-Connect-Fitness/1_summarizedActivities.json': bytes(activities),
  })
  const { rows, records } = await importRows('garmin.zip', zip)
  const alone = cases.reduce((count, { samples }) => count + samples.length, 0)
  assert.deepEqual([rows.length, records.length], [alone + 3, 2])
})

test('days whole weeks apart are days when they say when they began', async () => {
  const row = (date: string) => ({
    ...{ calendarDate: date, totalSteps: 100, wellnessStartTimeGmt: `${date}T00:00:00.0` },
    wellnessEndTimeGmt: `${date}T23:00:00.0`,
  })
  const { rows } = await importRows('UDSFile_1.json', JSON.stringify([row('2024-07-01'), row('2024-07-08')]))
  assert.equal(rows.length, 2)
})
