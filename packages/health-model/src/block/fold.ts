/** Day blocks of one metric and source into month blocks: the union of their samples, doubles once. */
import { assert } from '@nornos/std'
import type { DeviceId } from '../ids.ts'
import { type Block, firstDayOfMonth } from './block.ts'
import { addSample, blocksOfColumns, makeColumns, type SampleColumns } from './columns.ts'
import { contextAt } from './context-runs.ts'

/** All blocks are of one metric, source and UTC month; gives the month in parts, written by `device`. */
export function foldBlocks(blocks: readonly Block[], device: DeviceId): Block[] {
  const [first] = blocks
  if (first === undefined) return []
  const { metric, source, day } = first.key
  const columns = makeColumns(metric, source)
  for (const block of blocks) {
    assert(block.key.metric === metric && block.key.source === source, 'one metric and source are folded')
    assert(firstDayOfMonth(block.key.day) === firstDayOfMonth(day), 'one month is folded')
    addBlock(columns, block)
  }
  return blocksOfColumns(columns, device, 'month')
}

/** Adds every sample of a block to columns of its metric and source. */
export function addBlock(columns: SampleColumns, block: Block): void {
  const { starts, durations, reported, contexts } = block
  for (let index = 0; index < block.count; index++) {
    const start = starts[index] ?? 0
    const context = contextAt(contexts, index)
    const end = start + (durations?.[index] ?? 0)
    const added = addSample(
      columns,
      start,
      end,
      reported[index] ?? 0,
      context?.unit ?? '',
      context?.zone ?? '',
      context?.told,
    )
    assert(added.ok, 'a sample of a block is a sample')
  }
}
