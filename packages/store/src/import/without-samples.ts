/** What of an import another device has imported already is not written a second time. */
import {
  addSample,
  type Block,
  type BlockSample,
  blocksOfColumns,
  makeColumns,
  samplesOfBlock,
} from '@nornos/health-model'
import { assert } from '@nornos/std'

/** The samples of `blocks` that are not in `known`, nor told anew there. All are of one metric and source. */
export function withoutSamples(blocks: readonly Block[], known: readonly Block[]): readonly Block[] {
  const [first] = blocks
  if (first === undefined) return []
  const tellings = tellingsOf(known)
  const columns = makeColumns(first.key.metric, first.key.source)
  for (const block of blocks) {
    for (const sample of samplesOfBlock(block)) {
      if (tellings.hold(sample)) continue
      const { start, end, value, unit, zone, told } = sample
      assert(addSample(columns, start, end, value, unit, zone, told).ok, 'a sample of a block is a sample')
    }
  }
  return blocksOfColumns(columns, first.key.device, first.key.span)
}

/** What is known of each sample, and of each span, and when it was told last. */
function tellingsOf(blocks: readonly Block[]): { hold(sample: BlockSample): boolean } {
  const [samples, spans] = [new Map<string, number>(), new Map<string, number>()]
  for (const block of blocks) {
    for (const sample of samplesOfBlock(block)) {
      const { told } = sample
      samples.set(identityOf(sample), Math.max(told, samples.get(identityOf(sample)) ?? 0))
      if (told > 0) spans.set(spanOf(sample), Math.max(told, spans.get(spanOf(sample)) ?? 0))
    }
  }
  return {
    hold(sample) {
      const isTold = (samples.get(identityOf(sample)) ?? -1) >= sample.told
      return isTold || (spans.get(spanOf(sample)) ?? 0) > sample.told
    },
  }
}

function identityOf(sample: BlockSample): string {
  return `${spanOf(sample)} ${sample.value} ${sample.unit}`
}

function spanOf({ end, start }: BlockSample): string {
  return `${start} ${end}`
}
