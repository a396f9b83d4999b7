/**
 * What is to be published: units of work, each a few items that are made from the same blocks. The newest and coarsest
 * come first, so that a doctor sees the last weeks at once and the rest arrives behind. Read next: make-items.ts.
 */
import type { PublishPlan } from '@nornos/contracts'
import {
  type BlockCut,
  DAY_MILLISECONDS,
  type FieldId,
  instantToMilliseconds,
  isSince,
  type MetricId,
  metric,
  metricsOfField,
  type RollUpSpan,
  spansOfCut,
} from '@nornos/health-model'
import { monthOf } from '../days/dirty-days.ts'
import type { BlockEntry, Catalog, RecordEntry } from '../objects/catalog.ts'

export type UnitForm = RollUpSpan | 'block' | 'record'

/** Everything of one form, metric and period. */
export interface PublishUnit {
  readonly field: FieldId
  readonly metric: MetricId
  readonly form: UnitForm
  /** Months since January 1970; years for rows of months. Records: the month in which they start, or −1. */
  readonly period: number
  /** Those that let this form of this metric through. */
  readonly cuts: readonly BlockCut[]
  readonly blocks: readonly BlockEntry[]
  readonly records: readonly RecordEntry[]
}

export function cutsOf(field: PublishPlan['fields'][number]): readonly BlockCut[] {
  return field.cuts.map(({ dataSince, metrics, resolution }) => ({
    metrics: new Set(metrics),
    dataSince: dataSince === null ? null : instantToMilliseconds(dataSince),
    resolution,
  }))
}

/** In the order in which they are to be sent. */
export function unitsOf(plan: PublishPlan, catalog: Catalog): readonly PublishUnit[] {
  const units = plan.fields.flatMap((planned) => {
    const cuts = cutsOf(planned)
    return metricsOfField(planned.field).flatMap((id) =>
      unitsOfMetric(
        planned.field,
        id,
        cuts.filter((cut) => cut.metrics.has(id)),
        catalog,
      ),
    )
  })
  return units.sort(
    (left, right) => coarseness[left.form] - coarseness[right.form] || right.period - left.period,
  )
}

/** Days before months: the last weeks are looked at first, and months are made of days. */
const coarseness: Readonly<Record<UnitForm, number>> = { day: 0, month: 1, record: 2, hour: 3, block: 4 }

function unitsOfMetric(
  field: FieldId,
  id: MetricId,
  cuts: readonly BlockCut[],
  catalog: Catalog,
): readonly PublishUnit[] {
  if (cuts.length === 0) return []
  const { blocks, records } = catalog.metric(id)
  if (metric(id).kind !== 'sample') return recordUnits(field, id, cuts, records)
  const unit = (form: UnitForm, period: number, own: readonly BlockCut[], some: readonly BlockEntry[]) => ({
    field,
    metric: id,
    form,
    period,
    cuts: own,
    blocks: some,
    records: [],
  })
  const spans = (['hour', 'day', 'month'] as const).flatMap((span) => {
    const own = cuts.filter((cut) => spansOfCut(cut).includes(span))
    return periodsOf(span, since(own, blocks)).map(([period, some]) => unit(span, period, own, some))
  })
  const raw = cuts.filter(({ resolution }) => resolution === 'raw')
  const months = [...Map.groupBy(since(raw, blocks), ({ day }) => monthOf(day * DAY_MILLISECONDS))]
  return [...spans, ...months.map(([period, some]) => unit('block', period, raw, some))]
}

/** Blocks that hold something which one of the cuts may let through. */
function since(cuts: readonly BlockCut[], blocks: readonly BlockEntry[]): readonly BlockEntry[] {
  return blocks.filter((block) => cuts.some((cut) => isSince(cut, block.latestAt)))
}

const reach = 1.5 * DAY_MILLISECONDS

/** A block counts for every period that its samples may belong to. */
function periodsOf(
  span: RollUpSpan,
  blocks: readonly BlockEntry[],
): readonly (readonly [number, readonly BlockEntry[]])[] {
  const periods = new Map<number, BlockEntry[]>()
  for (const block of blocks) {
    const first = periodOf(span, block.from - reach)
    const last = periodOf(span, block.to + reach)
    for (let period = first; period <= last; period++) {
      periods.set(period, [...(periods.get(period) ?? []), block])
    }
  }
  return [...periods]
}

function periodOf(span: RollUpSpan, milliseconds: number): number {
  const month = monthOf(milliseconds)
  return span === 'month' ? Math.floor(month / 12) : month
}

function recordUnits(
  field: FieldId,
  id: MetricId,
  cuts: readonly BlockCut[],
  records: readonly RecordEntry[],
): readonly PublishUnit[] {
  const raw = cuts.filter(({ resolution }) => resolution === 'raw')
  const shown = records.filter(({ from }) =>
    raw.some((cut) => isSince(cut, from ?? Number.NEGATIVE_INFINITY)),
  )
  const months = Map.groupBy(shown, ({ from }) => (from === null ? -1 : monthOf(from)))
  return [...months].map(([period, some]) => ({
    field,
    metric: id,
    form: 'record',
    period,
    cuts: raw,
    blocks: [],
    records: some,
  }))
}
