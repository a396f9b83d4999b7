/** A long series as a device keeps it: cut into blocks, sealed and verified, in IndexedDB; then read back whole. */
import { openObject } from '@nornos/crypto/vault-open'
import { createVault, makeKitEntropy, sealObject } from '@nornos/crypto/vault-seal'
import {
  addSample,
  blocksOfColumns,
  DeviceId,
  decodeBlock,
  encodeBlock,
  makeColumns,
  SourceId,
} from '@nornos/health-model'
import { assert, type Bytes, present, toHex } from '@nornos/std'
import { createIndexedDbStorage, type StorageChange } from '@nornos/store'

/** `even`: a sample each second. `jittered`: about each second, in odd milliseconds. */
export type Rhythm = 'even' | 'jittered'

export interface SeriesFigures {
  readonly writeSeconds: number
  readonly readSeconds: number
  /** Of the blocks before they are sealed. */
  readonly bytesPerSample: number
  /** Seconds to write and to read the same columns as they are, without codec or seal. */
  readonly rawWriteSeconds: number
  readonly rawReadSeconds: number
}

const SAMPLES = 1_000_000
const MONTH = Date.UTC(2024, 0, 1)

export interface LongFigures {
  /** From the samples to their sealed blocks in the table. */
  readonly seconds: number
  /** Of the sealed blocks. */
  readonly bytes: number
}

/** So many millions of samples, one a second, a million at a time. */
export async function measureLong(millions: number): Promise<LongFigures> {
  const vault = await makeVault()
  const storage = createIndexedDbStorage('bench-long')
  await storage.clear()
  const device = DeviceId.parse(crypto.randomUUID())
  let bytes = 0
  const took = await seconds(async () => {
    for (let million = 0; million < millions; million++) {
      const columns = columnsOf((index) => MONTH + (million * SAMPLES + index) * 1_000)
      const changes: StorageChange[] = []
      for (const block of blocksOfColumns(columns, device, 'month')) {
        const payload = await encodeBlock(block)
        const objectId = crypto.randomUUID()
        const sealed = await sealObject(vault, { objectId, version: 1, kind: 'block', payload })
        bytes += sealed.bytes.length
        changes.push({ table: 'blocks', key: toHex(sealed.blobHash), value: sealed.bytes })
      }
      await storage.write(changes, 'relaxed')
    }
  })
  storage.close()
  return { seconds: took, bytes }
}

export async function measureSeries(rhythm: Rhythm): Promise<SeriesFigures> {
  const vault = await makeVault()
  const columns = columnsOf(timesOf(rhythm))
  const storage = createIndexedDbStorage(`bench-${rhythm}`)
  await storage.keys('meta')
  const device = DeviceId.parse(crypto.randomUUID())
  const objects: { readonly objectId: string; readonly blob: string }[] = []
  let bytes = 0
  const writeSeconds = await seconds(async () => {
    const changes: StorageChange[] = []
    for (const block of blocksOfColumns(columns, device, 'month')) {
      const payload = await encodeBlock(block)
      bytes += payload.length
      const objectId = crypto.randomUUID()
      const sealed = await sealObject(vault, { objectId, version: 1, kind: 'block', payload })
      const blob = toHex(sealed.blobHash)
      objects.push({ objectId, blob })
      changes.push({ table: 'blocks', key: blob, value: sealed.bytes })
    }
    await storage.write(changes, 'relaxed')
  })
  let count = 0
  const readSeconds = await seconds(async () => {
    const stored = await storage.readMany(
      'blocks',
      objects.map(({ blob }) => blob),
    )
    for (const [index, sealed] of stored.entries()) {
      assert(sealed instanceof Uint8Array, 'a sealed block')
      const { objectId } = present(objects[index], 'an object')
      const block = await decodeBlock((await openObject(vault, sealed, { objectId, version: 1 })).payload)
      assert(block.ok, 'a block reads as it was written')
      count += block.value.count
    }
  })
  assert(count === SAMPLES, 'every sample came back')
  const raw = new Uint8Array(columns.starts.buffer as ArrayBuffer)
  const values = new Uint8Array(columns.reported.buffer as ArrayBuffer)
  const rawWriteSeconds = await seconds(() => storage.write(rawChanges(raw, values), 'relaxed'))
  const rawReadSeconds = await seconds(() => storage.readMany('rollups', ['starts', 'values']))
  storage.close()
  return { writeSeconds, readSeconds, bytesPerSample: bytes / SAMPLES, rawWriteSeconds, rawReadSeconds }
}

async function makeVault() {
  const { vault } = await createVault({
    vaultId: crypto.randomUUID(),
    deviceId: crypto.randomUUID(),
    deviceName: 'bench',
    now: Date.now(),
    openers: [{ slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: makeKitEntropy() } }],
  })
  return vault
}

function columnsOf(at: (index: number) => number) {
  const columns = makeColumns('heart_rate', SourceId.parse('ab'.repeat(16)))
  for (let index = 0; index < SAMPLES; index++) {
    const time = at(index)
    assert(addSample(columns, time, time, rateAt(index), 'count/min').ok, 'a sample of the metric')
  }
  return columns
}

function rawChanges(starts: Bytes, values: Bytes): StorageChange[] {
  return [
    { table: 'rollups', key: 'starts', value: starts.slice(0, SAMPLES * 8) },
    { table: 'rollups', key: 'values', value: values.slice(0, SAMPLES * 8) },
  ]
}

function timesOf(rhythm: Rhythm): (index: number) => number {
  if (rhythm === 'even') return (index) => MONTH + index * 1_000
  const random = seeded(7)
  return (index) => MONTH + index * 1_000 + Math.floor(random() * 900)
}

/** Rises and falls over the day, one beat at a time, as a watch writes it. */
function rateAt(index: number): number {
  return Math.round(72 + 18 * Math.sin(index / 13_000) + 4 * Math.sin(index / 310))
}

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1_000
}
