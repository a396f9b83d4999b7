/**
 * A sink that makes blocks. Samples are held until there are too many or the import ends, then sorted, cleared of
 * doubles, cut into days and handed over. Memory is bounded; the price is that a day whose samples lie far apart in
 * the file is handed over in pieces, so a consumer always merges what it has with what comes (`mergeBlocks`).
 */
import {
  type Block,
  blocksOfColumns,
  type DeviceId,
  type SourceId,
  type SourceIdentity,
} from '@nornos/health-model'
import type { ImportedDocument, ImportedRecord, ImportSink, RawItem } from '../sink.ts'
import { createSampleStore, type Stream } from './sample-store.ts'

export interface BlockConsumer {
  /** The device that writes the blocks. */
  readonly device: DeviceId
  /** When the source told what comes (told-at.ts), milliseconds since 1970; 0 when nobody knows. */
  readonly told: number
  /** The id of a source: the hash of `sourceIdInput`, which is the caller's to compute. */
  sourceId(source: SourceIdentity): Promise<SourceId>
  /** Blocks of one metric and source in time order. The same block may come again later, with other samples. */
  blocks(blocks: readonly Block[], source: SourceIdentity): Promise<void>
  records(records: readonly ImportedRecord[]): Promise<void>
  raw(items: readonly RawItem[]): Promise<void>
  /** Absent where files are not kept. */
  documents?(documents: readonly ImportedDocument[]): Promise<void>
  /** Everything that the collector was given so far has been handed over. */
  handedOver?(): Promise<void>
}

export interface BlockCollector extends ImportSink {
  settle(): Promise<void>
  /** Hands over everything that is still held. To be called once, when `importFile` has answered. */
  finish(): Promise<void>
}

/** About 30 MB while they are turned into blocks. */
export const HELD_SAMPLES_MAX = 400_000
/** The first ones are handed over early: somebody waits for a first chart. */
const HELD_FIRST_MAX = 20_000
const HELD_ITEMS_MAX = 2000
/** Of what is kept as written, which may be long. */
const HELD_CHARACTERS_MAX = 4 * 1024 * 1024
/** They may hold their bytes. */
const HELD_DOCUMENTS_MAX = 4

export function createBlockCollector(
  consumer: BlockConsumer,
  samplesMax: number = HELD_SAMPLES_MAX,
): BlockCollector {
  const store = createSampleStore(consumer.told)
  let heldMax = Math.min(samplesMax, HELD_FIRST_MAX)
  let records: ImportedRecord[] = []
  let raw: RawItem[] = []
  let rawCharacters = 0
  let documents: ImportedDocument[] = []

  async function handOver(): Promise<void> {
    for (const stream of store.take()) await handOverStream(consumer, stream)
    await handOverItems()
    await consumer.handedOver?.()
  }

  async function handOverItems(): Promise<void> {
    const [someRecords, someRaw, someDocuments] = [records, raw, documents]
    records = []
    raw = []
    rawCharacters = 0
    documents = []
    if (someRecords.length > 0) await consumer.records(someRecords)
    if (someRaw.length > 0) await consumer.raw(someRaw)
    if (someDocuments.length > 0) await consumer.documents?.(someDocuments)
  }

  function isFull(): boolean {
    return (
      records.length + raw.length >= HELD_ITEMS_MAX ||
      rawCharacters >= HELD_CHARACTERS_MAX ||
      documents.length >= HELD_DOCUMENTS_MAX
    )
  }

  return {
    series: store.series,
    sample: store.add,
    record: (record) => {
      records.push(record)
    },
    raw: (item) => {
      raw.push(item)
      rawCharacters += item.text.length
    },
    document: (document) => {
      documents.push(document)
    },
    async settle() {
      if (store.count >= heldMax) {
        heldMax = samplesMax
        await handOver()
      } else if (isFull()) await handOverItems()
    },
    finish: handOver,
  }
}

async function handOverStream(consumer: BlockConsumer, stream: Stream): Promise<void> {
  const source = await consumer.sourceId(stream.source)
  const blocks = blocksOfColumns({ ...stream.columns, source }, consumer.device)
  await consumer.blocks(blocks, stream.source)
}
