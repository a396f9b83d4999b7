/**
 * Goal: clinical resources become records as they were received, vital signs become samples.
 * Method: bundles, lines and single resources made here; real bundles against counts of plain JSON.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

const coded = (system: string, code: string) => ({ coding: [{ system, code, display: code }] })
const hba1c = {
  resourceType: 'Observation',
  id: 'lab-1',
  meta: { tag: [] },
  status: 'final',
  category: [coded('http://terminology.hl7.org/CodeSystem/observation-category', 'laboratory')],
  code: coded('http://loinc.org', '4548-4'),
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2025-11-03T08:10:00+01:00',
  valueQuantity: { value: 5.4, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
  referenceRange: [{ high: { value: 5.7, unit: '%' }, text: 'below 5.7' }],
}
const pressure = {
  resourceType: 'Observation',
  status: 'final',
  code: coded('http://loinc.org', '85354-9'),
  effectiveDateTime: '2025-11-03T08:10:00Z',
  component: [
    { code: coded('http://loinc.org', '8480-6'), valueQuantity: { value: 121, code: 'mm[Hg]' } },
    { code: coded('http://loinc.org', '8462-4'), valueQuantity: { value: 79, code: 'mm[Hg]' } },
  ],
}
const allergy = {
  resourceType: 'AllergyIntolerance',
  code: { text: 'Penicillin' },
  criticality: 'high',
  onsetDateTime: '2010',
}
const medicine = {
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationReference: { reference: '#m1' },
  contained: [{ resourceType: 'Medication', id: 'm1', code: { text: 'Metformin 500 mg' } }],
  authoredOn: '2024-05-01',
}
const broken = { resourceType: 'Condition', clinicalStatus: 'active' }

async function importText(text: string) {
  const sink = recordingSink()
  const result = await importFile(blobOf(text), sink)
  assert.ok(result.ok)
  const recordId = recordIdOfHash(new Uint8Array(32))
  for (const record of sink.records) HealthRecord.parse({ recordId, ...record })
  return { sink, report: result.value }
}

const resources = [hba1c, pressure, allergy, medicine, broken]
const bundle = JSON.stringify({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
})

test('a bundle gives its resources as records and its vital signs as samples', async () => {
  const { sink, report } = await importText(bundle)
  assert.deepEqual(
    sink.records.map(({ metric, start }) => [metric, start]),
    [
      ['hba1c', '2025-11-03T07:10:00Z'],
      ['allergies', '2010-01-01T00:00:00Z'],
      ['medications', '2024-05-01T00:00:00Z'],
    ],
  )
  assert.deepEqual(
    sink.samples.map(({ key, value }) => [key.metric, value]),
    [
      ['bp_systolic', 121],
      ['bp_diastolic', 79],
    ],
  )
  const lab = sink.records[0]?.content
  assert.ok(lab?.resourceType === 'Observation')
  assert.equal(lab.referenceRange?.[0]?.high?.value, 5.7)
  assert.ok(!('subject' in lab), 'what the health model has no place for is left out')
  assert.deepEqual(report.read, { Observation: 2, AllergyIntolerance: 1, MedicationRequest: 1, Condition: 1 })
})

test('a resource without what FHIR requires is kept raw', async () => {
  const { sink, report } = await importText(bundle)
  assert.deepEqual(report.unknown, { Condition: 1 })
  assert.match(sink.rawItems[0]?.text ?? '', /"clinicalStatus":"active"/)
})

test('the same resources one a line are the same records', async () => {
  const lines = await importText(resources.map((resource) => JSON.stringify(resource)).join('\n'))
  assert.deepEqual(lines.sink.records, (await importText(bundle)).sink.records)
})

test('a single resource is read, and a medicine that is only pointed at keeps its name', async () => {
  const { sink } = await importText(JSON.stringify(medicine, null, 1))
  const content = sink.records[0]?.content
  assert.ok(content?.resourceType === 'MedicationRequest')
  assert.equal(content.medicationCodeableConcept.text, 'Metformin 500 mg')
})

test('a vital sign of a day covers the day; one of a month is less certain than that and kept raw', async () => {
  const day = await importText(JSON.stringify({ ...pressure, effectiveDateTime: '2025-11-03' }))
  assert.deepEqual(
    ['bp_systolic', 'bp_diastolic'].flatMap((metric) =>
      day.sink.of(metric).map(({ start, end, value }) => [start, end, value]),
    ),
    [121, 79].map((value) => [Date.UTC(2025, 10, 3), Date.UTC(2025, 10, 4), value]),
  )
  assert.deepEqual([day.report.unknown, day.report.usedZone], [{}, 'UTC'])
  const month = await importText(JSON.stringify({ ...pressure, effectiveDateTime: '2025-11' }))
  assert.equal(month.report.samples, 0)
  assert.equal(month.sink.rawItems.length, 2)
})

const realFiles = process.env['NORNOS_REAL_FILES']
const folder = join(realFiles ?? '', 'fhir-r4')
const skip =
  realFiles === undefined || !existsSync(folder) ? 'NORNOS_REAL_FILES names no folder with FHIR' : false

test('real bundles are read completely: counts by type are those of the JSON', { skip }, async () => {
  for (const name of globSync('**/*.json', { cwd: folder })) {
    const text = readFileSync(join(folder, name), 'utf8')
    const entries = JSON.parse(text).entry as { resource: { resourceType: string } }[]
    const expected = Object.groupBy(entries, (entry) => entry.resource.resourceType)
    const { report, sink } = await importText(text)
    for (const [type, list] of Object.entries(expected))
      assert.equal(report.read[type], list?.length, `${name} ${type}`)
    const clinical = ['Condition', 'Immunization', 'Procedure', 'Encounter', 'MedicationRequest', 'CarePlan']
    const count = clinical.reduce((sum, type) => sum + (expected[type]?.length ?? 0), 0)
    const metrics = ['conditions', 'immunizations', 'procedures', 'encounters', 'medications', 'care_plan']
    assert.equal(sink.records.filter(({ metric }) => metrics.includes(metric)).length, count)
    assert.deepEqual(report.skipped, [])
  }
})
