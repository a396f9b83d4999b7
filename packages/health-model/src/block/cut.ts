/** What of a block may leave the patient's device under a consent (specs/block.md §8). */
import type { Resolution } from '../consent/purposes.ts'
import type { MetricId } from '../metrics/catalogue.ts'
import type { Block, BlockContext } from './block.ts'
import { canonicalValues, sliceContexts } from './context-runs.ts'

/** The part of a consent that concerns one field. */
export interface BlockCut {
  /** Metrics that are covered: in a covered field and not excluded. */
  readonly metrics: ReadonlySet<MetricId>
  /** Nothing measured before, milliseconds since 1970; null for everything. */
  readonly dataSince: number | null
  readonly resolution: Resolution
}

/**
 * The samples that one of the cuts lets through, as a block of the same key; null when nothing may leave. A reader's
 * own consent is one cut; publishing takes the cuts of every live consent. When a source told what stays here.
 */
export function cutBlock(block: Block, cuts: readonly BlockCut[]): Block | null {
  const open = cuts.filter(({ metrics, resolution }) => resolution === 'raw' && metrics.has(block.key.metric))
  if (open.length === 0) return null
  const since = Math.min(...open.map(({ dataSince }) => dataSince ?? Number.NEGATIVE_INFINITY))
  return blockFrom(block, firstAtOrAfter(block.starts, since))
}

function firstAtOrAfter(starts: Float64Array, since: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((starts[middle] ?? 0) < since) low = middle + 1
    else high = middle
  }
  return low
}

function blockFrom(block: Block, first: number): Block | null {
  const { key, count, starts, durations, reported } = block
  const contexts = withoutTold(block.contexts)
  if (first === 0) return contexts === block.contexts ? block : { ...block, contexts }
  if (first === count) return null
  const left = durations?.slice(first) ?? null
  const kept = reported.slice(first)
  const runs = sliceContexts(contexts, first, count)
  return {
    key,
    count: count - first,
    starts: starts.slice(first),
    durations: left?.some((duration) => duration > 0) ? left : null,
    reported: kept,
    values: canonicalValues(key.metric, kept, runs) ?? kept,
    contexts: runs,
  }
}

function withoutTold(contexts: readonly BlockContext[]): readonly BlockContext[] {
  if (contexts.every(({ told }) => told === 0)) return contexts
  return contexts
    .map((context) => ({ ...context, told: 0 }))
    .filter(({ unit, zone }, index) => {
      const before = contexts[index - 1]
      return unit !== before?.unit || zone !== before.zone
    })
}
