/**
 * Goal: clinical documents, images and PDFs are recognised, kept whole and described by what they say.
 * Method: one small file of each kind made here; every real file imports or is named as unknown.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'
import type { ImportedDocument } from '../sink.ts'

async function importBytes(bytes: string | Uint8Array) {
  const sink = recordingSink()
  const documents: ImportedDocument[] = []
  const result = await importFile(blobOf(bytes), {
    ...sink,
    document: (document) => void documents.push(document),
  })
  assert.ok(result.ok)
  return { sink, documents, report: result.value }
}

const result = (
  value: string,
) => `<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Visit</title><effectiveTime value="20250301"/><component><section>
  <code code="30954-2" codeSystem="2.16.840.1.113883.6.1"/><entry><observation classCode="OBS" moodCode="EVN">
  <code code="718-7" displayName="Hemoglobin" codeSystem="2.16.840.1.113883.6.1"/><effectiveTime value="200803190830-0800"/>${value}
  <referenceRange><observationRange><value><low value="12.0" unit="g/dL"/><high value="15.5" unit="g/dL"/></value></observationRange></referenceRange>
  </observation></entry></section></component></ClinicalDocument>`

test('a result of a clinical document is a laboratory record with its range; the document is kept', async () => {
  const { sink, documents, report } = await importBytes(
    result('<value xsi:type="PQ" value="13.2" unit="g/dL"/>'),
  )
  const [record] = sink.records
  assert.deepEqual([record?.metric, record?.start], ['hemoglobin', '2008-03-19T16:30:00Z'])
  assert.ok(record?.content.resourceType === 'Observation')
  assert.deepEqual(record.content.valueQuantity, { value: 13.2, unit: 'g/dL', code: 'g/dL' })
  assert.deepEqual(record.content.referenceRange?.[0]?.low, { value: 12, unit: 'g/dL', code: 'g/dL' })
  assert.deepEqual([documents[0]?.title, documents[0]?.date], ['Visit', Date.UTC(2025, 2, 1)])
  assert.deepEqual(report.partial, [])
})

test('the empty document that Apple adds to its exports is no document', async () => {
  const text = '<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Health Data Export</title></ClinicalDocument>'
  assert.deepEqual((await importBytes(text)).documents, [])
})

const realFiles = process.env['NORNOS_REAL_FILES'] ?? ''
const skip = existsSync(realFiles) ? false : 'NORNOS_REAL_FILES names no folder'
/** A reference sequence of no person, which stands among the genomes. */
const NOT_OURS = 'genomics/dtc-formats/generic.fa'

test('every real file imports', { skip }, async () => {
  const names = globSync('*/**', { cwd: realFiles }).filter((name) =>
    statSync(join(realFiles, name)).isFile(),
  )
  assert.ok(names.length > 100)
  for (const name of names) {
    const sink = recordingSink()
    const outcome = await importFile(blobOf(new Uint8Array(readFileSync(join(realFiles, name)))), sink)
    assert.equal(outcome.ok, name !== NOT_OURS, name)
  }
})
