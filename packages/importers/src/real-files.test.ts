/**
 * Goal: every file that people really have is read, or named as one that is not theirs.
 * Method: each real file through the one entry of the package; what each holds is tested beside its importer.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { blobOf, recordingSink } from '../test/recording-sink.ts'
import { importFile } from './import-file.ts'

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
