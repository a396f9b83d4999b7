/**
 * Goal: a TCX file becomes a workout, its rates and its route; a file that breaks off gives what it holds.
 * Method: a small file as Google Fit and Garmin write it; its beginnings, and spoilt versions of it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importRows } from '../../test/import-rows.ts'
import { importSpoilt } from '../../test/mutate.ts'

const point = (second: number, rate: string) =>
  `<Trackpoint><Time>2024-07-01T08:00:${String(second).padStart(2, '0')}Z</Time><Position><LatitudeDegrees>59.3${second}</LatitudeDegrees><LongitudeDegrees>18.1</LongitudeDegrees></Position><AltitudeMeters>24.5</AltitudeMeters><DistanceMeters>${second * 3}</DistanceMeters>${rate}</Trackpoint>`
const rate = '<HeartRateBpm><Value>121</Value></HeartRateBpm>'
const file = `<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Running"><Id>2024-07-01T08:00:00.000Z</Id>
<Lap StartTime="2024-07-01T08:00:00.000Z"><TotalTimeSeconds>600</TotalTimeSeconds><DistanceMeters>1800.5</DistanceMeters><Calories>120</Calories><AverageHeartRateBpm><Value>130</Value></AverageHeartRateBpm><Track>${point(0, '')}${point(10, rate)}</Track></Lap>
<Lap StartTime="2024-07-01T08:10:00.000Z"><TotalTimeSeconds>300</TotalTimeSeconds><DistanceMeters>900</DistanceMeters><Calories>60</Calories></Lap>
</Activity></Activities></TrainingCenterDatabase>`

test('laps add up, points are rates, heights and a route; a mean rate of a lap is none of a point', async () => {
  const { rows, records, report } = await importRows('2024-07-01T10_00_00+02_00_PT15M_Running.tcx', file)
  assert.deepEqual(rows, [
    ['workout_distance', '2024-07-01T08:00', 15, 2700.5, 'm'],
    ['workout_energy', '2024-07-01T08:00', 15, 180, 'kcal'],
    ['altitude_track', '2024-07-01T08:00', 0, 24.5, 'm'],
    ['heart_rate', '2024-07-01T08:00', 0, 121, '/min'],
    ['altitude_track', '2024-07-01T08:00', 0, 24.5, 'm'],
  ])
  assert.deepEqual(
    records.map(({ metric }) => metric),
    ['workout_session', 'workout_route'],
  )
  const workout = records[0]?.content
  assert.ok(workout?.resourceType === 'Workout')
  assert.deepEqual(
    [workout.activity, workout.durationMinutes, workout.energyKilocalories],
    ['running', 15, 180],
  )
  assert.deepEqual([report.format, report.partial, report.skipped], ['tcx', [], []])
})

test('a file that ends in the middle gives its first lap and says so', async () => {
  const { records, report } = await importRows('cut.tcx', file.slice(0, file.indexOf('<Lap', 700)))
  assert.deepEqual([records.length, report.partial.length], [2, 1])
})

test('a point without a time and a course without activities bring nothing, and the former is told', async () => {
  const timeless = file.replaceAll(/<Time>[^<]*<\/Time>/g, '')
  const { records, report } = await importRows('timeless.tcx', timeless)
  assert.deepEqual([records.length, report.skipped[0]?.reason, report.skipped[0]?.count], [1, 'bad-date', 2])
  const course =
    '<TrainingCenterDatabase><Courses><Course><Name>x</Name></Course></Courses></TrainingCenterDatabase>'
  assert.equal((await importRows('course.tcx', course)).records.length, 0)
})

test('spoilt files are never an exception, and all that comes out is valid', () =>
  importSpoilt('tcx', new TextEncoder().encode(file), 100))
