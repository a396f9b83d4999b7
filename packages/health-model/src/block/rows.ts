/** The samples of a block one by one, for code that looks at a few of them. */
import type { Sample } from '../sample.ts'
import type { Block } from './block.ts'

export interface BlockSample extends Sample {
  /** As its context says. */
  readonly told: number
}

/** In the order of the block. */
export function* samplesOfBlock(block: Block): Generator<BlockSample, void, undefined> {
  const { key, starts, durations, reported, contexts } = block
  let run = 0
  for (let index = 0; index < block.count; index++) {
    if (contexts[run + 1]?.first === index) run++
    const start = starts[index] ?? 0
    yield {
      metric: key.metric,
      source: key.source,
      start,
      end: start + (durations?.[index] ?? 0),
      value: reported[index] ?? 0,
      unit: contexts[run]?.unit ?? '',
      zone: contexts[run]?.zone ?? '',
      told: contexts[run]?.told ?? 0,
    }
  }
}
