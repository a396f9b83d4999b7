/** The samples of a metric in a stretch of time, each once, whichever devices wrote them. */
import { addBlock, type Block, blocksOfColumns, makeColumns, type SourceId } from '@nornos/health-model'
import { present } from '@nornos/std'
import type { BlockEntry } from './catalog.ts'

/** The entries that may hold samples which touch [from, to). */
export function entriesBetween(entries: readonly BlockEntry[], from: number, to: number): BlockEntry[] {
  return entries.filter((entry) => entry.from < to && entry.to >= from)
}

/** By source, in time order, without doubles. `blocks` are of one metric. */
export function streamsOf(blocks: readonly Block[]): ReadonlyMap<SourceId, readonly Block[]> {
  const bySource = Map.groupBy(blocks, (block) => block.key.source)
  return new Map([...bySource].map(([source, own]) => [source, distinct(own)]))
}

/** One device never writes a sample twice; two may, when both imported the same. */
function distinct(blocks: readonly Block[]): readonly Block[] {
  const devices = new Set(blocks.map((block) => block.key.device))
  if (devices.size > 1) return unite(blocks)
  return blocks.toSorted((left, right) => startOf(left) - startOf(right) || left.key.part - right.key.part)
}

/** The union of blocks of one metric and source, as months of the first block's device. */
export function unite(blocks: readonly Block[]): readonly Block[] {
  const { metric, source, device } = present(blocks[0], 'there is something to unite').key
  const columns = makeColumns(metric, source)
  for (const block of blocks) addBlock(columns, block)
  return blocksOfColumns(columns, device, 'month')
}

function startOf(block: Block): number {
  return block.starts[0] ?? 0
}
