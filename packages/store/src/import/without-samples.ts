/** What of an import another device has imported already is not written a second time. */
import { addSample, type Block, blocksOfColumns, makeColumns, samplesOfBlock } from '@nornos/health-model'
import { assert } from '@nornos/std'

/** The samples of `blocks` that are not in `known`. All are of one metric and source. */
export function withoutSamples(blocks: readonly Block[], known: readonly Block[]): readonly Block[] {
  const [first] = blocks
  if (first === undefined) return []
  const identities = new Set<string>()
  for (const block of known) for (const sample of samplesOfBlock(block)) identities.add(identityOf(sample))
  const columns = makeColumns(first.key.metric, first.key.source)
  for (const block of blocks) {
    for (const sample of samplesOfBlock(block)) {
      if (identities.has(identityOf(sample))) continue
      const { start, end, value, unit, zone } = sample
      assert(addSample(columns, start, end, value, unit, zone).ok, 'a sample of a block is a sample')
    }
  }
  return blocksOfColumns(columns, first.key.device, first.key.span)
}

function identityOf(sample: { start: number; end: number; value: number; unit: string }): string {
  return `${sample.start} ${sample.end} ${sample.value} ${sample.unit}`
}
