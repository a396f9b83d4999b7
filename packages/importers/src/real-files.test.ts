/**
 * Goal: every file that people really have is read, or named as one that is not theirs; what of it is not read is said
 * with its place and reason, and what is not understood with its name.
 * Method: each real file through the one entry of the package; what each holds is tested beside its importer.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { blobOf, type RecordingSink, recordingSink } from '../test/recording-sink.ts'
import { importFile } from './import-file.ts'
import type { ImportReport } from './report.ts'

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
    const bytes = new Uint8Array(readFileSync(join(realFiles, name)))
    const outcome = await importFile(blobOf(bytes), sink)
    assert.equal(outcome.ok, name !== NOT_OURS, name)
    if (outcome.ok) assertTold(name, bytes.length, outcome.value, sink)
  }
})

function assertTold(name: string, length: number, report: ImportReport, sink: RecordingSink): void {
  for (const { place, detail } of report.partial) {
    assert.ok(Number.isInteger(place) && place > 0 && place <= length, `${name}: where it ends`)
    assert.match(detail, /^[A-Z].*\.$/, `${name}: why it ends`)
  }
  for (const { type, count, places } of report.skipped) {
    assert.ok(type !== '' && count >= places.length && places.length > 0, `${name}: what was left out`)
    for (const { place } of places) assert.ok(Number.isInteger(place) && place >= 0 && place <= length, name)
  }
  const unknown = Object.entries(report.unknown)
  for (const [type] of unknown) assert.match(type, /\p{L}/u, `${name}: what is not known has a name`)
  const count = unknown.reduce((sum, [, howMany]) => sum + howMany, 0)
  assert.equal(sink.rawItems.length, count, `${name}: what is not known is kept as written`)
  const facts = sink.samples.length + sink.records.length + sink.documents.length
  const isSilent = facts === 0 && count === 0 && Object.keys(report.read).length === 0
  assert.equal(isSilent, EMPTY.includes(name), `${name}: nothing is told of it`)
}

/** Answers of a vendor that hold nothing. */
const EMPTY = [
  'ihealth/api-json/ihealth-glucose-empty.json',
  'ihealth/api-json/ihealth-spo2-empty.json',
  'ihealth/api-json/ihealth-weight-empty.json',
  'withings/api-v2/no_goals.json',
]
