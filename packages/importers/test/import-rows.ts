/** Imports one file by its name and shows what came out of it as short rows; every record of it is valid. */
import assert from 'node:assert/strict'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { importFile } from '../src/import-file.ts'
import { recordingSink } from './recording-sink.ts'

/** Metric, start to the minute in UTC, minutes, value, unit. */
export type SampleRow = readonly [string, string, number, number, string]

export async function importRows(name: string, content: string | Uint8Array, zone = 'Europe/Stockholm') {
  const sink = recordingSink()
  const file = new File([typeof content === 'string' ? content : new Uint8Array(content)], name)
  const result = await importFile(file, sink, { zone })
  assert.ok(result.ok, `${name} is known`)
  const recordId = recordIdOfHash(new Uint8Array(32))
  for (const record of sink.records) HealthRecord.parse({ recordId, ...record })
  const rows = sink.samples.map(
    ({ key, start, end, value }): SampleRow => [
      key.metric,
      new Date(start).toISOString().slice(0, 16),
      Math.round((end - start) / 60_000),
      Math.round(value * 1_000) / 1_000,
      key.unit,
    ],
  )
  return { sink, rows, records: sink.records, report: result.value }
}
