/** The samples of a metric in a stretch of time, each once, by source. */
import type { Block, MetricId, SourceId } from '@nornos/health-model'
import { entriesBetween, streamsOf } from '../objects/block-streams.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf, type TableName } from '../storage/device-storage.ts'
import { inParallel } from '../sync/in-parallel.ts'

const blocksAtOnce = 4

/** Blocks that may hold samples of [from, to), milliseconds since 1970; they hold others too. */
export async function readStreams(
  device: OpenDevice,
  metric: MetricId,
  from: number,
  to: number,
): Promise<ReadonlyMap<SourceId, readonly Block[]>> {
  const { cache, catalog, session } = device
  const entries = entriesBetween(catalog.metric(metric).blocks, from, to)
  const blocks: Block[] = []
  // Opening and inflating happen on other threads, while this one decodes what they gave.
  await inParallel(entries.entries(), blocksAtOnce, async ([at, entry]) => {
    blocks[at] = await cache.read(session.vault, readerOf(device), entry)
  })
  return streamsOf(blocks)
}

/** Reads what is stored. */
export function readerOf({ storage }: Pick<OpenDevice, 'storage'>) {
  return (table: TableName, key: string) => readBytesOf(storage, table, key)
}
