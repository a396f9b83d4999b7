/**
 * A block: samples of one metric, source, device and UTC day (or month), in columns. Normative text: specs/block.md.
 * Read next: columns.ts to make blocks, encode.ts and decode.ts for their bytes.
 */
import { type Bytes, concat, utf8 } from '@nornos/std'
import { type DeviceId, hexIdBytes, idBytes, type SourceId } from '../ids.ts'
import { DAY_MILLISECONDS } from '../instant.ts'
import type { MetricId } from '../metrics/catalogue.ts'

/** Samples in one block. */
export const BLOCK_SAMPLES_MAX = 65_536
/** Samples in one segment of the header. */
export const SEGMENT_SAMPLES = 1024
/** Longest duration of one sample, in milliseconds: 366 days. */
export const DURATION_MAX = 366 * DAY_MILLISECONDS

/** Largest size of a reported or canonical value: sums of a segment stay exact enough and finite. */
export const VALUE_MAX = 1e15
/** The UTC days that a block can be of: the years 1900 to 2199. */
export const BLOCK_DAY_MIN = Date.UTC(1900, 0, 1) / DAY_MILLISECONDS
export const BLOCK_DAY_MAX = Date.UTC(2199, 11, 31) / DAY_MILLISECONDS

export type BlockSpan = 'day' | 'month'

/** What names a block. */
export interface BlockKey {
  readonly metric: MetricId
  readonly source: SourceId
  /** The device that wrote the block. */
  readonly device: DeviceId
  readonly span: BlockSpan
  /** Days since 1970-01-01, UTC; the first day of a month. A place to keep samples, never a local day. */
  readonly day: number
  /** Samples from index part · 65,536 of the day or month. */
  readonly part: number
}

/** The unit, zone and time of telling of the samples from index `first` until the next context. */
export interface BlockContext {
  readonly first: number
  readonly unit: string
  /** The IANA zone that the source states; empty when it does not. */
  readonly zone: string
  /** When the source told it, milliseconds since 1970; 0 where that decides nothing (one-value.ts) or is not known. */
  readonly told: number
}

/** What a header tells about up to 1,024 samples, in the canonical unit. */
export interface BlockSegment {
  /** Start of the first sample, milliseconds since 1970. */
  readonly start: number
  readonly count: number
  readonly minimum: number
  readonly maximum: number
  readonly sum: number
}

/** A block in memory. Columns are never changed after the block is made. */
export interface Block {
  readonly key: BlockKey
  readonly count: number
  /** Milliseconds since 1970, ascending. */
  readonly starts: Float64Array
  /** Milliseconds; null when every sample is a moment. */
  readonly durations: Float64Array | null
  /** As the source gave them, in the unit of their context. */
  readonly reported: Float64Array
  /** In the canonical unit of the metric; the same array when nothing had to be converted. */
  readonly values: Float64Array
  readonly contexts: readonly BlockContext[]
}

/** What can be known of a stored block without inflating it. */
export interface BlockHeader {
  readonly key: BlockKey
  readonly count: number
  readonly contexts: readonly BlockContext[]
  readonly segments: readonly BlockSegment[]
}

/** The bytes that name a block: the vault derives the object id from them. */
export function blockIdentity(key: BlockKey): Bytes {
  const numbers = new DataView(new ArrayBuffer(9))
  numbers.setUint8(0, key.span === 'day' ? 0 : 1)
  numbers.setInt32(1, key.day)
  numbers.setUint32(5, key.part)
  return concat(
    utf8(`nornos/block/1\0${key.metric}\0`),
    hexIdBytes(key.source),
    idBytes(key.device),
    new Uint8Array(numbers.buffer),
  )
}

/** The UTC day of an instant in milliseconds, as days since 1970-01-01. */
export function utcDay(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MILLISECONDS)
}

/** The first day of the UTC month that a day is in. */
export function firstDayOfMonth(day: number): number {
  const date = new Date(day * DAY_MILLISECONDS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MILLISECONDS
}

/** The day after the last one of a block's span. */
export function endDayOfSpan(span: BlockSpan, day: number): number {
  if (span === 'day') return day + 1
  const date = new Date(day * DAY_MILLISECONDS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MILLISECONDS
}
