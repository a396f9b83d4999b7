/**
 * What an import adds to what is there. Samples that are equal are one sample, so importing a file twice gives back
 * the blocks that were there, and nothing has to be written.
 */
import { addBlock, type Block, blocksOfColumns, makeColumns } from '@nornos/health-model'
import { assert } from '@nornos/std'

export interface MergedBlocks {
  /** All parts of the day. */
  readonly blocks: readonly Block[]
  /** So many samples more than before. */
  readonly added: number
}

/** Both lists hold all known parts of one metric, source, device and day; `existing` may be empty. */
export function mergeBlocks(existing: readonly Block[], incoming: readonly Block[]): MergedBlocks {
  const key = (existing[0] ?? incoming[0])?.key
  if (key === undefined) return { blocks: [], added: 0 }
  const columns = makeColumns(key.metric, key.source)
  for (const block of [...existing, ...incoming]) {
    const { metric, source, device, span, day } = block.key
    assert(metric === key.metric && source === key.source && device === key.device, 'one stream is merged')
    assert(span === key.span && day === key.day, 'one day is merged')
    addBlock(columns, block)
  }
  const blocks = blocksOfColumns(columns, key.device, key.span)
  return { blocks, added: countOf(blocks) - countOf(existing) }
}

function countOf(blocks: readonly Block[]): number {
  return blocks.reduce((count, block) => count + block.count, 0)
}
