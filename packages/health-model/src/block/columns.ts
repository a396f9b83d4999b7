/**
 * Making blocks: samples of one metric and source are added in any order, then sorted, cleared of doubles and of what was
 * told anew, and cut into days and parts.
 */
import { assert, err, ok, type Result } from '@nornos/std'
import type { DeviceId, SourceId } from '../ids.ts'
import { DAY_MILLISECONDS } from '../instant.ts'
import { type MetricId, metric } from '../metrics/catalogue.ts'
import { ZoneName } from '../time/zone-name.ts'
import { unitConversion } from '../units/convert.ts'
import {
  BLOCK_DAY_MAX,
  BLOCK_DAY_MIN,
  BLOCK_SAMPLES_MAX,
  type Block,
  type BlockContext,
  type BlockSpan,
  DURATION_MAX,
  endDayOfSpan,
  firstDayOfMonth,
  utcDay,
  VALUE_MAX,
} from './block.ts'
import { canonicalValues } from './context-runs.ts'
import { lastTold, oneValueFrom } from './one-value.ts'

/** Growing columns of samples of one metric and source; 28 bytes a sample. */
export interface SampleColumns {
  readonly metric: MetricId
  readonly source: SourceId
  count: number
  starts: Float64Array
  ends: Float64Array
  reported: Float64Array
  /** Index into `contexts` of each sample. */
  contextOf: Uint32Array
  readonly contexts: SampleContext[]
  readonly contextByName: Map<string, number>
}

export type SampleContext = Omit<BlockContext, 'first'>

export type SampleRefusal =
  | { readonly type: 'BadTime' }
  | { readonly type: 'BadValue' }
  | { readonly type: 'UnknownUnit'; readonly unit: string }
  | { readonly type: 'BadZone' }

export function makeColumns(metricId: MetricId, source: SourceId): SampleColumns {
  assert(metric(metricId).kind === 'sample', 'only streams of samples are kept in blocks')
  return {
    metric: metricId,
    source,
    count: 0,
    starts: new Float64Array(16),
    ends: new Float64Array(16),
    reported: new Float64Array(16),
    contextOf: new Uint32Array(16),
    contexts: [],
    contextByName: new Map(),
  }
}

const accepted = ok(undefined)

/**
 * Adds one sample: `start` and `end` in whole milliseconds since 1970, the value in the unit that the source used. `told`:
 * when the source told it, milliseconds since 1970; kept only where a span has one value.
 */
export function addSample(
  columns: SampleColumns,
  start: number,
  end: number,
  value: number,
  unit: string,
  zone = '',
  told = 0,
): Result<undefined, SampleRefusal> {
  if (!isTime(start, end)) return err({ type: 'BadTime' })
  const kept = told > 0 && end - start >= oneValueFrom(columns.metric) ? told : 0
  const context = contextNumber(columns, { unit, zone, told: kept })
  if (typeof context !== 'number') return err(context)
  const conversion = unitConversion(columns.metric, unit)
  if (!conversion.ok) return err({ type: 'UnknownUnit', unit })
  if (!isValue(value) || !isValue(conversion.value.toCanonical(value))) return err({ type: 'BadValue' })
  if (columns.count === columns.starts.length) grow(columns)
  columns.starts[columns.count] = start
  columns.ends[columns.count] = end
  // Adding 0 turns −0 into 0: one value has one form.
  columns.reported[columns.count] = value + 0
  columns.contextOf[columns.count] = context
  columns.count++
  return accepted
}

function isTime(start: number, end: number): boolean {
  if (!Number.isInteger(start) || !Number.isInteger(end)) return false
  const day = utcDay(start)
  return day >= BLOCK_DAY_MIN && day <= BLOCK_DAY_MAX && end >= start && end - start <= DURATION_MAX
}

function isValue(value: number): boolean {
  return Math.abs(value) <= VALUE_MAX
}

function contextNumber(columns: SampleColumns, context: SampleContext): number | SampleRefusal {
  const { unit, zone } = context
  const known = columns.contextByName.get(nameOf(context))
  if (known !== undefined) return known
  if (!unitConversion(columns.metric, unit).ok || unit.length > 64) return { type: 'UnknownUnit', unit }
  if (!ZoneName.safeParse(zone).success) return { type: 'BadZone' }
  return addContext(columns, context)
}

/** The number of a context whose unit and zone are known to be good. */
export function addContext(columns: SampleColumns, context: SampleContext): number {
  const known = columns.contextByName.get(nameOf(context))
  if (known !== undefined) return known
  const index = columns.contexts.push(context) - 1
  columns.contextByName.set(nameOf(context), index)
  return index
}

function nameOf({ told, unit, zone }: SampleContext): string {
  return told === 0 ? `${unit}\0${zone}` : `${unit}\0${zone}\0${told}`
}

function grow(columns: SampleColumns): void {
  const length = columns.starts.length * 2
  columns.starts = larger(columns.starts, length)
  columns.ends = larger(columns.ends, length)
  columns.reported = larger(columns.reported, length)
  const contextOf = new Uint32Array(length)
  contextOf.set(columns.contextOf)
  columns.contextOf = contextOf
}

function larger(column: Float64Array, length: number): Float64Array {
  const copy = new Float64Array(length)
  copy.set(column)
  return copy
}

/** The blocks of all samples that were added, in time order. The columns are left as they are. */
export function blocksOfColumns(columns: SampleColumns, device: DeviceId, span: BlockSpan = 'day'): Block[] {
  const order = lastTold(columns, uniqueOrder(columns))
  const blocks: Block[] = []
  let first = 0
  while (first < order.length) {
    const day = keepingDay(columns.starts[order[first] ?? 0] ?? 0, span)
    const end = firstAtOrAfter(columns, order, first, endDayOfSpan(span, day) * DAY_MILLISECONDS)
    for (let part = 0; first < end; part++) {
      const rows = order.subarray(first, Math.min(first + BLOCK_SAMPLES_MAX, end))
      const { metric: metricId, source } = columns
      blocks.push(blockOfRows(columns, rows, { metric: metricId, source, device, span, day, part }))
      first += rows.length
    }
  }
  return blocks
}

function keepingDay(start: number, span: BlockSpan): number {
  return span === 'day' ? utcDay(start) : firstDayOfMonth(utcDay(start))
}

function firstAtOrAfter(columns: SampleColumns, order: Uint32Array, from: number, start: number): number {
  let low = from
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((columns.starts[order[middle] ?? 0] ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}

/** Row numbers in the order of a block, doubles left out. */
function uniqueOrder(columns: SampleColumns): Uint32Array {
  const order = new Uint32Array(columns.count)
  let isSorted = true
  for (let row = 0; row < order.length; row++) {
    order[row] = row
    if (isSorted && row > 0 && compareRows(columns, row - 1, row) > 0) isSorted = false
  }
  if (!isSorted) order.sort((left, right) => compareRows(columns, left, right))
  let kept = 0
  for (const row of order) {
    const before = order[kept - 1]
    if (kept === 0 || before === undefined || !isSameSample(columns, before, row)) order[kept++] = row
  }
  return order.subarray(0, kept)
}

function compareRows(columns: SampleColumns, left: number, right: number): number {
  const { starts, ends, reported } = columns
  return (
    (starts[left] ?? 0) - (starts[right] ?? 0) ||
    (ends[left] ?? 0) - (ends[right] ?? 0) ||
    (reported[left] ?? 0) - (reported[right] ?? 0) ||
    compareContexts(columns, left, right)
  )
}

/** By unit, then what was told last, then by zone with the empty one last: the first of two doubles is the one to keep. */
function compareContexts(columns: SampleColumns, left: number, right: number): number {
  const one = columns.contexts[columns.contextOf[left] ?? 0]
  const other = columns.contexts[columns.contextOf[right] ?? 0]
  if (one === other || one === undefined || other === undefined) return 0
  if (one.unit !== other.unit) return one.unit < other.unit ? -1 : 1
  if (one.told !== other.told) return other.told - one.told
  if (one.zone === '' || other.zone === '') return one.zone === '' ? 1 : -1
  return one.zone < other.zone ? -1 : 1
}

function isSameSample(columns: SampleColumns, left: number, right: number): boolean {
  const { starts, ends, reported, contexts, contextOf } = columns
  return (
    starts[left] === starts[right] &&
    ends[left] === ends[right] &&
    reported[left] === reported[right] &&
    contexts[contextOf[left] ?? 0]?.unit === contexts[contextOf[right] ?? 0]?.unit
  )
}

function blockOfRows(columns: SampleColumns, rows: Uint32Array, key: Block['key']): Block {
  const count = rows.length
  const starts = new Float64Array(count)
  const durations = new Float64Array(count)
  const reported = new Float64Array(count)
  const contexts: BlockContext[] = []
  let context = -1
  let hasDuration = false
  for (let index = 0; index < count; index++) {
    const row = rows[index] ?? 0
    const start = columns.starts[row] ?? 0
    starts[index] = start
    const duration = (columns.ends[row] ?? 0) - start
    durations[index] = duration
    hasDuration ||= duration > 0
    reported[index] = columns.reported[row] ?? 0
    const now = columns.contextOf[row] ?? 0
    if (now !== context)
      contexts.push({ first: index, unit: '', zone: '', told: 0, ...columns.contexts[now] })
    context = now
  }
  const values = canonicalValues(key.metric, reported, contexts)
  assert(values !== null, 'every sample was checked when it was added')
  return { key, count, starts, durations: hasDuration ? durations : null, reported, values, contexts }
}
