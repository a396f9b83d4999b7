/**
 * Goal: an import becomes blocks that hold every sample once, whatever the memory allowed.
 * Method: generated exports through the collector with small and large buffers, merged, and imported again.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { type Block, DeviceId, SourceId, samplesOfBlock, sourceIdInput } from '@nornos/health-model'
import { blobOf, bytesOf, recordingSink } from '../../test/recording-sink.ts'
import { generateAppleExport } from '../generate/apple-export.ts'
import { importFile } from '../import-file.ts'
import type { ImportedRecord } from '../sink.ts'
import { createBlockCollector } from './block-collector.ts'
import { mergeBlocks } from './merge-blocks.ts'

const device = DeviceId.parse('9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')

/** Blocks by day, the way a store keeps them. */
interface Store {
  readonly days: Map<string, readonly Block[]>
  readonly records: ImportedRecord[]
  added: number
  handedOver: number
}

function emptyStore(): Store {
  return { days: new Map(), records: [], added: 0, handedOver: 0 }
}

function dayOf({ key }: Block): string {
  return `${key.metric} ${key.source} ${key.day}`
}

async function importInto(store: Store, file: Blob, samplesMax?: number): Promise<void> {
  const collector = createBlockCollector(
    {
      device,
      told: 0,
      sourceId: async (source) =>
        SourceId.parse(createHash('sha256').update(sourceIdInput(source)).digest('hex').slice(0, 32)),
      async blocks(blocks) {
        store.handedOver++
        for (const [day, parts] of Map.groupBy(blocks, dayOf)) {
          const merged = mergeBlocks(store.days.get(day) ?? [], parts)
          store.days.set(day, merged.blocks)
          store.added += merged.added
        }
      },
      async records(records) {
        store.records.push(...records)
      },
      async raw() {
        // Not looked at here.
      },
    },
    samplesMax,
  )
  assert.ok((await importFile(file, collector)).ok)
  await collector.finish()
}

function countOf(store: Store): number {
  return [...store.days.values()].flat().reduce((count, block) => count + block.count, 0)
}

const file = blobOf(bytesOf(generateAppleExport({ days: 5 }).text))

test('blocks hold every sample of the file once', async () => {
  const store = emptyStore()
  await importInto(store, file)
  const sink = recordingSink()
  await importFile(file, sink)
  const identity = (
    { metric, source, unit }: { metric: string; source: unknown; unit: string },
    rest: number[],
  ) => JSON.stringify([metric, source, unit, ...rest])
  const expected = new Set(
    sink.samples.map(({ key, start, end, value }) => identity(key, [start, end, value])),
  )
  assert.ok(expected.size < sink.samples.length, 'the file repeats what stands in correlations')
  assert.equal(countOf(store), expected.size)
})

test('how many samples are held at once changes nothing', async () => {
  const [large, small] = [emptyStore(), emptyStore()]
  await importInto(large, file)
  await importInto(small, file, 500)
  assert.ok(small.handedOver > large.handedOver)
  assert.equal(countOf(small), countOf(large))
  for (const [day, blocks] of large.days) {
    assert.deepEqual(
      small.days.get(day)?.flatMap((block) => [...samplesOfBlock(block)]),
      blocks.flatMap((block) => [...samplesOfBlock(block)]),
    )
  }
})

test('importing twice is importing once', async () => {
  const store = emptyStore()
  await importInto(store, file)
  const count = countOf(store)
  assert.equal(store.added, count)
  await importInto(store, file)
  assert.equal(countOf(store), count)
  assert.equal(store.added, count)
})

test('a newer export adds what is new', async () => {
  const store = emptyStore()
  await importInto(store, file)
  const before = countOf(store)
  await importInto(store, blobOf(bytesOf(generateAppleExport({ days: 6 }).text)))
  const fresh = emptyStore()
  await importInto(fresh, blobOf(bytesOf(generateAppleExport({ days: 6 }).text)))
  assert.equal(countOf(store), countOf(fresh))
  assert.equal(store.added, before + (countOf(fresh) - before))
})
