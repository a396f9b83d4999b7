/**
 * Goal: what an Apple export only names, a hospital's record or a route, is read from its own file, and said where that
 * file is not there; kinds that the export may get later are kept. Method: archives with and without what is named.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { blobOf, recordingSink, streamOf } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

const encoder = new TextEncoder()
const clinical = (file: string) =>
  `<ClinicalRecord type="Condition" identifier="c" sourceName="A hospital" sourceURL="https://example.org/Condition/c" fhirVersion="1.0.2" receivedDate="2020-12-06 20:24:28 -0800" resourceFilePath="/clinical-records/${file}"/>`
const workout = `<Workout workoutActivityType="HKWorkoutActivityTypeRunning" sourceName="W" startDate="2024-07-01 08:00:00 +0200" endDate="2024-07-01 08:30:00 +0200"><WorkoutRoute sourceName="W" startDate="2024-07-01 08:00:00 +0200" endDate="2024-07-01 08:30:00 +0200"><FileReference path="/workout-routes/route_1.gpx"/></WorkoutRoute></Workout>`
const exportXml = `<HealthData>${workout}${clinical('Condition-1.json')}${clinical('Condition-2.json')}</HealthData>`
const condition = { resourceType: 'Condition', code: { text: 'Asthma' }, dateRecorded: '2020-12-06' }
const route =
  '<gpx><trk><trkseg><trkpt lat="59.3" lon="18.1"><time>2024-07-01T06:00:00Z</time></trkpt></trkseg></trk></gpx>'

async function importArchive(files: Readonly<Record<string, string>>, isStream = false) {
  const sink = recordingSink()
  const entries = Object.entries(files).map(([name, text]) => [name, encoder.encode(text)] as const)
  const zip = zipSync(Object.fromEntries(entries))
  const result = await importFile(isStream ? streamOf(zip, 1000) : blobOf(zip), sink)
  assert.ok(result.ok)
  return { metrics: sink.records.map(({ metric }) => metric).toSorted(), report: result.value }
}

const named = (skipped: readonly { readonly reason: string; readonly places: readonly object[] }[]) =>
  skipped.map(({ reason, places }) => [reason, places.map((place) => Reflect.get(place, 'detail'))])

test('a file that is named and missing is said by its name, wherever in the archive the naming one stands', async () => {
  const rest = {
    'apple_health_export/clinical-records/Condition-1.json': JSON.stringify(condition),
    'apple_health_export/workout-routes/route_1.gpx': route,
  }
  const document = { 'apple_health_export/导出.xml': exportXml }
  for (const files of [
    { ...document, ...rest },
    { ...rest, ...document },
  ]) {
    for (const isStream of [false, true]) {
      const { metrics, report } = await importArchive(files, isStream)
      assert.deepEqual(metrics, ['conditions', 'workout_route', 'workout_session'])
      assert.deepEqual(named(report.skipped), [['missing-file', ['/clinical-records/Condition-2.json']]])
      assert.equal(report.read['ClinicalRecord'], 2)
    }
  }
})

test('an export without its archive says what it only names; one that has all of it says nothing', async () => {
  const sink = recordingSink()
  const alone = await importFile(blobOf(exportXml), sink)
  assert.ok(alone.ok)
  assert.deepEqual(alone.value.skipped, [])
  assert.deepEqual(alone.value.apart, { FileReference: 1, ClinicalRecord: 2 })
  const { report } = await importArchive({
    'a/export.xml': exportXml,
    'a/clinical-records/Condition-1.json': JSON.stringify(condition),
    'a/clinical-records/Condition-2.json': JSON.stringify({ ...condition, code: { text: 'Eczema' } }),
    'a/workout-routes/route_1.gpx': route,
  })
  assert.deepEqual(report.skipped, [])
})

// The newest description of the export that is public, version 14, has neither states of mind nor doses of medicines.
test('a state of mind or a dose, should an export bring one, is kept raw and named', async () => {
  const times = 'startDate="2026-07-01 08:00:00 +0200" endDate="2026-07-01 08:00:00 +0200"'
  const sink = recordingSink()
  const result = await importFile(
    blobOf(
      `<HealthData><Record type="HKDataTypeStateOfMind" sourceName="P" ${times} value="0.5"/><StateOfMind valence="0.5" ${times}/></HealthData>`,
    ),
    sink,
  )
  assert.ok(result.ok)
  assert.deepEqual(result.value.unknown, { HKDataTypeStateOfMind: 1, StateOfMind: 1 })
  assert.equal(sink.rawItems.filter(({ text }) => text.includes('valence') || text.includes('0.5')).length, 2)
})
