/** Goal: a finger prick is told from a sensor by what is said of it. Method: a table; the two importers that ask it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { glucoseMetric, type SaidOfGlucose } from './glucose-kind.ts'
import { importFile } from './import-file.ts'

const sensors: readonly SaidOfGlucose[] = [
  { source: '' },
  { source: 'Dexcom G7' },
  { source: 'LibreLink', isOfMeal: true },
  { source: 'Some app', isUserEntered: false },
]
const pricks: readonly SaidOfGlucose[] = [
  { source: 'Dexcom G7', isUserEntered: true },
  { source: 'CONTOUR Diabetes' },
  { source: 'Accu-Chek Guide' },
  { source: 'OneTouch Reveal' },
  { source: 'Some app', isOfMeal: true },
]

test('what was typed, is of a meter or is tied to a meal is a finger prick, else it is a sensor', () => {
  for (const said of sensors) assert.equal(glucoseMetric(said), 'glucose_cgm', JSON.stringify(said))
  for (const said of pricks) assert.equal(glucoseMetric(said), 'glucose_fingerstick', JSON.stringify(said))
})

const at = '2024-07-01 10:00:00 +0200'

function appleRecord({ source, isUserEntered = false, isOfMeal = false }: SaidOfGlucose): string {
  const entry = (key: string) => `<MetadataEntry key="${key}" value="1"/>`
  const metadata = `${isUserEntered ? entry('HKWasUserEntered') : ''}${isOfMeal ? entry('HKBloodGlucoseMealTime') : ''}`
  return `<Record type="HKQuantityTypeIdentifierBloodGlucose" sourceName="${source}" unit="mg/dL" startDate="${at}" endDate="${at}" value="104">${metadata}</Record>`
}

function autoExportPoint({ source, isOfMeal = false }: SaidOfGlucose): object {
  return { date: at, qty: 104, source, mealTime: isOfMeal ? 'After Meal' : 'Unspecified' }
}

test('the rule is the same in an Apple export and in Health Auto Export', async () => {
  const said = [...sensors, ...pricks].filter(({ isUserEntered }) => isUserEntered !== true)
  const expected = said.map(glucoseMetric)
  const points = said.map(autoExportPoint)
  for (const file of [
    `<HealthData>${said.map(appleRecord).join('')}</HealthData>`,
    JSON.stringify({ data: { metrics: [{ name: 'blood_glucose', units: 'mg/dL', data: points }] } }),
  ]) {
    const sink = recordingSink()
    assert.ok((await importFile(blobOf(file), sink)).ok)
    assert.deepEqual(
      sink.samples.map(({ key }) => key.metric),
      expected,
    )
  }
})
