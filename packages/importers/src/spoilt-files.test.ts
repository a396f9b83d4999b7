/**
 * Goal: no file of any kind, however spoilt, is an exception, and what comes out of it is valid.
 * Method: a small file of each format, spoilt the same way on every machine: the part of fuzzing that runs with the tests.
 * The formats that are hostile by nature (archives, databases, markup) have more rounds beside their readers.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importSpoilt } from '../test/mutate.ts'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { timedFiles } from '../test/timed-files.ts'
import { wholeFiles } from './generate/whole-files.ts'
import { importFile } from './import-file.ts'

const rounds = 40
const night = { from: '2024-07-01T23:30:00+02:00', to: '2024-07-02T06:30:00+02:00', zone: 'Europe/Stockholm' }
const files: readonly (readonly [name: string, file: string | Uint8Array])[] = [
  ...Object.entries(wholeFiles),
  ...timedFiles.map(({ name, make }) => [name, make(night)] as const),
]
const encoder = new TextEncoder()

for (const [name, file] of files) {
  test(`${name}: whole it is known, spoilt it is never an exception`, async () => {
    const sink = recordingSink()
    assert.ok((await importFile(blobOf(file), sink)).ok)
    assert.ok(sink.samples.length + sink.records.length + sink.documents.length > 0)
    await importSpoilt(name, typeof file === 'string' ? encoder.encode(file) : file, rounds)
  })
}
