/**
 * Goal: every value of a real FIT file comes out, and no other.
 * Method: each file through a plain reader of its own beside the importer; the values of a metric as a sorted list.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type PlainMessage, plainFit } from '../../test/plain-fit.ts'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

const folder = join(process.env['NORNOS_REAL_FILES'] ?? '', 'fit')
const skip = existsSync(folder) ? false : 'NORNOS_REAL_FILES names no folder with FIT files'
const [RECORD, SESSION] = [20, 18]

type Plain = (message: PlainMessage) => number | undefined

/** By the number of the field in the profile, and what its number is divided by. */
const field =
  (message: number, number: number, scale = 1): Plain =>
  (one) => {
    const value = one.message === message ? one.fields.get(number) : undefined
    return value === undefined ? undefined : value / scale
  }

const rows: readonly (readonly [metric: string, plain: Plain])[] = [
  // Zero is a strap without contact.
  ['heart_rate', (one) => field(RECORD, 3)(one) || undefined],
  ['workout_power', field(RECORD, 7)],
  ['workout_cadence', field(RECORD, 4)],
  ['workout_speed', (one) => field(RECORD, 73, 1000)(one) ?? field(RECORD, 6, 1000)(one)],
  ['workout_distance', field(SESSION, 9, 100)],
  ['workout_energy', field(SESSION, 11)],
]

/** What apps write in fields of their own that stand for these: the plain reader does not read them. */
const OWN: ReadonlySet<string> = new Set(['workout_speed', 'workout_cadence', 'workout_power', 'heart_rate'])

test('the values of real files are those that a plain reader finds', { skip }, async () => {
  const found = new Map(rows.map(([metric]) => [metric, 0]))
  for (const name of globSync('**/*.fit', { cwd: folder })) {
    const bytes = new Uint8Array(readFileSync(join(folder, name)))
    const messages = plainFit(bytes)
    const hasOwnFields = messages.some((one) => one.hasOwnFields)
    const sink = recordingSink()
    assert.ok((await importFile(blobOf(bytes), sink)).ok, name)
    for (const [metric, plain] of rows) {
      if (hasOwnFields && OWN.has(metric)) continue
      const expected = messages.flatMap((one) => plain(one) ?? []).toSorted(ascending)
      const read = sink.of(metric).map(({ value }) => value)
      assert.deepEqual(read.toSorted(ascending), expected, `${name}: ${metric}`)
      found.set(metric, (found.get(metric) ?? 0) + expected.length)
    }
  }
  for (const [metric, count] of found) assert.ok(count > 0, `the plain reader finds ${metric}`)
})

function ascending(left: number, right: number): number {
  return left - right
}
