/** Contexts: which unit and zone hold from which sample on, and what the unit makes of the reported values. */

import type { MetricId } from '../metrics/catalogue.ts'
import { unitConversion } from '../units/convert.ts'
import { type Block, type BlockContext, VALUE_MAX } from './block.ts'

/** The context of a sample. */
export function contextAt(contexts: readonly BlockContext[], index: number): BlockContext | undefined {
  let low = 0
  let high = contexts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((contexts[middle]?.first ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return contexts[low]
}

/** The contexts of the samples from `first` until before `end`, counted from `first`. */
export function sliceContexts(
  contexts: readonly BlockContext[],
  first: number,
  end: number,
): readonly BlockContext[] {
  return contexts
    .filter((context, index) => context.first < end && (contexts[index + 1]?.first ?? end) > first)
    .map((context) => ({ ...context, first: Math.max(context.first - first, 0) }))
}

/** Canonical values of a column; null when a unit does not belong to the metric or a value leaves its bounds. */
export function canonicalValues(
  metric: MetricId,
  reported: Float64Array,
  contexts: readonly BlockContext[],
): Float64Array | null {
  const values = convertRuns(metric, reported, contexts)
  if (values === null) return null
  for (const value of values) if (!(Math.abs(value) <= VALUE_MAX)) return null
  return values
}

function convertRuns(
  metric: MetricId,
  reported: Float64Array,
  contexts: readonly BlockContext[],
): Float64Array | null {
  let values = reported
  for (const [position, { first, unit }] of contexts.entries()) {
    const conversion = unitConversion(metric, unit)
    if (!conversion.ok) return null
    if (conversion.value.isIdentity) continue
    if (values === reported) values = reported.slice()
    const end = contexts[position + 1]?.first ?? reported.length
    for (let index = first; index < end; index++) {
      // A conversion may give −0, which no column holds.
      values[index] = conversion.value.toCanonical(reported[index] ?? 0) + 0
    }
  }
  return values
}

/** The unit of one sample of a block. */
export function unitAt(block: Pick<Block, 'contexts'>, index: number): string {
  return contextAt(block.contexts, index)?.unit ?? ''
}
