/** Items as a patient's device makes them: blocks and roll-ups of a short made-up series, signed. */
import { createHash } from 'node:crypto'
import type { DataQuery, PublishedItem } from '@nornos/contracts'
import {
  addSample,
  type Block,
  blockIdentity,
  blocksOfColumns,
  canonicalSamples,
  DAY_MILLISECONDS,
  EventId,
  encodeBlock,
  type FieldId,
  fieldOfMetric,
  HOUR_MILLISECONDS,
  ItemId,
  type ItemKind,
  ItemMonth,
  itemIdInput,
  type MetricId,
  makeColumns,
  metric,
  millisecondsToInstant,
  numberToLocalDay,
  type RollUpSpan,
  rollUp,
  rollUpIdentity,
  rollUpItems,
  SourceId,
} from '@nornos/health-model'
import { type Bytes, utf8 } from '@nornos/std'
import type { Patient, SharedDataAlone } from './shared-data-alone.ts'

export const watch = SourceId.parse('a0'.repeat(16))
export const phone = SourceId.parse('b1'.repeat(16))
export const zone = 'Europe/Oslo'

/** The first moment of the series: ten UTC days back. */
export const seriesStart = (Math.floor(Date.now() / DAY_MILLISECONDS) - 10) * DAY_MILLISECONDS
export const seriesRange = {
  from: millisecondsToInstant(seriesStart - DAY_MILLISECONDS),
  to: millisecondsToInstant(seriesStart + 9 * DAY_MILLISECONDS),
}

export interface Series {
  readonly metric: MetricId
  readonly source?: SourceId
  readonly days?: number
  /** Of the sample of an hour; plausible for the metric. */
  readonly valueAt?: (hour: number) => number
}

/** One sample an hour. */
export function blocksOf(patient: Patient, series: Series): Block[] {
  const { metric: id, source = watch, days = 5, valueAt = (hour) => 40 + (hour % 20) } = series
  const columns = makeColumns(id, source)
  for (let hour = 0; hour < days * 24; hour++) {
    const at = seriesStart + hour * HOUR_MILLISECONDS
    const added = addSample(columns, at, at, valueAt(hour), metric(id).unit, zone)
    if (!added.ok) throw new Error(`not a sample: ${added.error.type}`)
  }
  return blocksOfColumns(columns, patient.deviceId)
}

export async function blockItems(patient: Patient, series: Series, version = 1): Promise<PublishedItem[]> {
  return Promise.all(
    blocksOf(patient, series).map(async (block) =>
      patient.item(
        header(series.metric, 'block', blockIdentity(block.key), monthOfDay(block.key.day), version),
        await encodeBlock(block),
      ),
    ),
  )
}

export async function rollUpItemsOf(
  patient: Patient,
  series: Series,
  span: RollUpSpan,
): Promise<PublishedItem[]> {
  const source = metric(series.metric).day === 'sum' ? null : (series.source ?? watch)
  const samples = canonicalSamples(blocksOf(patient, series))
  const { rows } = rollUp(series.metric, samples, span, () => zone)
  return Promise.all(
    rollUpItems(series.metric, source, span, rows).map((item) =>
      patient.item(
        header(series.metric, 'rollup', rollUpIdentity(item), span === 'month' ? null : item.period, 1),
        utf8(JSON.stringify(item)),
      ),
    ),
  )
}

export async function everyItem(patient: Patient, series: Series): Promise<PublishedItem[]> {
  const spans = ['hour', 'day', 'month'] as const
  const rollUps = await Promise.all(spans.map((span) => rollUpItemsOf(patient, series, span)))
  return [...(await blockItems(patient, series)), ...rollUps.flat()]
}

/** Throws when an item is refused. */
export async function publish(patient: Patient, items: readonly PublishedItem[]): Promise<void> {
  const reply = await patient.api.itemPut({ body: { items: [...items] } })
  if (reply.problem !== undefined) throw new Error(`refused: ${reply.problem}`)
  const [refused] = reply.body.refused
  if (refused !== undefined) throw new Error(`refused: ${refused.reason}`)
}

/** As relay asks it. */
export async function read(
  env: SharedDataAlone,
  tokenHash: string,
  patient: Patient,
  id: MetricId,
  more: Partial<DataQuery> & { readonly field?: FieldId } = {},
) {
  const { field = fieldOfMetric(id), ...query } = more
  return env.asRelay.readServe({
    body: {
      tokenHash,
      patientId: patient.id,
      eventId: makeEventId(),
      field,
      query: { metric: id, ...seriesRange, resolution: 'raw', points: 5_000, ...query },
    },
  })
}

export function makeEventId(): EventId {
  return EventId.parse(crypto.randomUUID())
}

export function header(
  id: MetricId,
  kind: ItemKind,
  identity: Bytes,
  month: string | null,
  version: number,
): Omit<PublishedItem, 'payload' | 'deviceId' | 'signature'> {
  const field = fieldOfMetric(id)
  const hash = createHash('sha256')
    .update(itemIdInput(field, kind, identity))
    .digest('hex')
  const itemId = ItemId.parse(hash.slice(0, 32))
  return { field, itemId, version, kind, metric: id, month: month === null ? null : ItemMonth.parse(month) }
}

function monthOfDay(day: number): string {
  return numberToLocalDay(day).slice(0, 7)
}
