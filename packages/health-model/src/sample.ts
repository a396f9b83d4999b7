/**
 * One measurement in time. Samples live in blocks (block/block.ts); this row form is for importers, tests and code
 * that looks at a few of them.
 */
import { type Bytes, canonicalJson, utf8 } from '@nornos/std'
import type { SourceId } from './ids.ts'
import type { MetricId } from './metrics/catalogue.ts'

export interface Sample {
  readonly metric: MetricId
  readonly source: SourceId
  /** Milliseconds since 1970, UTC. */
  readonly start: number
  /** Not before `start`; equal to it for a moment. */
  readonly end: number
  /** In `unit`, as the source gave it; a code number for a metric with a code table. */
  readonly value: number
  /** A unit that units/convert.ts knows for the metric; the metric's own unit for codes. */
  readonly unit: string
  /** The IANA zone that the source itself states for this sample; empty when it does not. */
  readonly zone: string
}

/**
 * The bytes whose hash is the identity of a sample: importing a file twice changes nothing. The zone is evidence
 * about the sample and not part of it.
 */
export function sampleIdentityInput(sample: Sample): Bytes {
  const { metric, source, start, end, value, unit } = sample
  return utf8(`nornos/sample/1\0${canonicalJson([metric, source, start, end, value, unit])}`)
}

/** Samples of one metric and source in time order; at the same time by end, value and unit. */
export function compareSamples(left: Sample, right: Sample): number {
  if (left.start !== right.start) return left.start - right.start
  if (left.end !== right.end) return left.end - right.end
  if (left.value !== right.value) return left.value - right.value
  return left.unit < right.unit ? -1 : left.unit > right.unit ? 1 : 0
}
