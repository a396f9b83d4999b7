/** Imports one clinical document and sees that every record of it is valid. */
import assert from 'node:assert/strict'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { importFile } from '../src/import-file.ts'
import { blobOf, recordingSink } from './recording-sink.ts'

/** `facts` are the records but those about the person. */
export async function readDocument(text: string | Uint8Array, zone = '') {
  const sink = recordingSink()
  const result = await importFile(blobOf(text), sink, { zone })
  assert.ok(result.ok)
  for (const record of sink.records)
    HealthRecord.parse({ recordId: recordIdOfHash(new Uint8Array(32)), ...record })
  const facts = sink.records.filter(({ metric }) => metric !== 'birth_date' && metric !== 'sex')
  return { sink, facts, report: result.value }
}
