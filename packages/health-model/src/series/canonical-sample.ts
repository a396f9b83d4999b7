/** Samples as calculations use them: canonical values, whatever unit they were reported in. */
import type { Block } from '../block/block.ts'
import type { SourceId } from '../ids.ts'

export interface CanonicalSample {
  readonly source: SourceId
  /** Milliseconds since 1970, UTC. */
  readonly start: number
  readonly end: number
  /** In the canonical unit of the metric. */
  readonly value: number
  /** The zone that the source states, or empty. */
  readonly zone: string
}

/** The samples of blocks of one metric, block by block. */
export function* canonicalSamples(blocks: Iterable<Block>): Generator<CanonicalSample, void, undefined> {
  for (const { key, count, starts, durations, values, contexts } of blocks) {
    let run = 0
    for (let index = 0; index < count; index++) {
      if (contexts[run + 1]?.first === index) run++
      const start = starts[index] ?? 0
      yield {
        source: key.source,
        start,
        end: start + (durations?.[index] ?? 0),
        value: values[index] ?? 0,
        zone: contexts[run]?.zone ?? '',
      }
    }
  }
}
