/** Files spoilt at random, the same ones on every machine: the sample of fuzzing that runs with the tests. */
import assert from 'node:assert/strict'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { makeRandom, type Random } from '../src/generate/random.ts'
import { importFile } from '../src/import-file.ts'
import { blobOf, recordingSink } from './recording-sink.ts'

const recordId = recordIdOfHash(new Uint8Array(32))

/** Imports so many spoilt versions of the file: none may throw, and all that comes out must be valid. */
export async function importSpoilt(seed: string, file: Uint8Array, count = 300): Promise<void> {
  const random = makeRandom(seed)
  for (let round = 0; round < count; round++) {
    const sink = recordingSink()
    await importFile(blobOf(spoil(file, random)), sink)
    for (const record of sink.records) {
      const result = HealthRecord.safeParse({ recordId, ...record })
      assert.ok(result.success, `round ${round}: ${JSON.stringify(record)}`)
    }
    for (const { start, end, value } of sink.samples) assert.ok(end >= start && Number.isFinite(value))
  }
}

/** One to eight faults: a byte changed, a part taken out, doubled, filled or moved, the end cut off. */
export function spoil(file: Uint8Array, random: Random): Uint8Array {
  let bytes = file.slice()
  const faults = 1 + Math.floor(random() * 8)
  for (let fault = 0; fault < faults; fault++) bytes = spoilOnce(bytes, random)
  return bytes
}

const INTERESTING = [0, 1, 9, 10, 13, 32, 34, 38, 40, 60, 62, 91, 94, 124, 127, 128, 254, 255]

function spoilOnce(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const at = Math.floor(random() * bytes.length)
  const length = Math.min(1 + Math.floor(random() ** 3 * 200), bytes.length - at)
  const before = bytes.slice(0, at)
  const part = bytes.slice(at, at + length)
  const after = bytes.slice(at + length)
  switch (Math.floor(random() * 8)) {
    case 0:
      return joined(before)
    case 1:
      return joined(before, after)
    case 2:
      return joined(before, part, part, after)
    case 3:
      return joined(before, part.fill(INTERESTING[Math.floor(random() * INTERESTING.length)] ?? 0), after)
    case 4:
      return joined(after, part, before)
    default:
      part[0] = Math.floor(random() * 256)
      return joined(before, part, after)
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts))
}

/** Imports beginnings of the file: what they give must be the first part of what the whole gives. */
export async function importBeginnings(file: Uint8Array, count = 60): Promise<void> {
  const whole = recordingSink()
  await importFile(blobOf(file), whole)
  for (let step = 0; step < count; step++) {
    const sink = recordingSink()
    await importFile(blobOf(file.slice(0, Math.floor((file.length * step) / count))), sink)
    assert.deepEqual(sink.records, whole.records.slice(0, sink.records.length))
    assert.deepEqual(sink.samples, whole.samples.slice(0, sink.samples.length))
    assert.ok(sink.documents.length <= whole.documents.length)
  }
}
