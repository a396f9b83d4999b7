/**
 * What becomes of a record of one type and unit, decided once per (type, unit) and then only looked up: the hot
 * path asks no catalogue and converts no names. Read next: record-reader.ts.
 */
import {
  type CodeTableId,
  type Metric,
  type MetricId,
  metric,
  metrics,
  unitConversion,
} from '@nornos/health-model'
import { reportedUnit } from './apple-units.ts'

export type ChannelKind =
  /** A number in a unit. */
  | 'number'
  /** A word out of a code table. */
  | 'code'
  /** That it is there is all it says: one. */
  | 'event'
  /** Its length in minutes is its value. */
  | 'duration'
  /** A sensor's value, or a finger prick when the person typed it. */
  | 'glucose'
  /** A symptom with its severity, as a record. */
  | 'symptom'
  /** One of thousands of numbers of a metric that is kept as records: see bout-records.ts. */
  | 'bout'
  /** A number of a metric that is kept as records. */
  | 'quantity-record'
  | 'unknown-unit'
  | 'unknown-type'

export interface Channel {
  readonly kind: ChannelKind
  readonly type: string
  readonly metric: MetricId
  readonly unit: string
  readonly shift: number
  readonly codes: CodeTableId | null
  /** Series numbers by source, for samples without a zone; -1 or absent when not yet asked for. */
  readonly series: number[]
  /** The same by source and zone together. */
  readonly seriesInZone: Map<number, number>
  /** Code numbers by interned value. */
  readonly codeOfValue: number[]
}

const QUANTITY = 'HKQuantityTypeIdentifier'
const CATEGORY = 'HKCategoryTypeIdentifier'
const GLUCOSE = `${QUANTITY}BloodGlucose`

const metricByType = new Map<string, Metric<MetricId>>()
for (const row of metrics.values()) {
  for (const name of row.names.appleHealth ?? []) {
    const isRecord = name.startsWith(QUANTITY) || name.startsWith(CATEGORY)
    if (isRecord && !metricByType.has(name)) metricByType.set(name, row)
  }
}

/** The types of records that this importer understands, as Apple spells them. */
export const knownRecordTypes: readonly string[] = [...metricByType.keys()]

/** The metric of a record type, or null. */
export function metricOfType(type: string): MetricId | null {
  return metricByType.get(type)?.id ?? null
}

export function makeChannel(type: string, appleUnit: string): Channel {
  const row = metricByType.get(type)
  const { kind, unit, shift } = row === undefined ? UNKNOWN : planOf(type, row, appleUnit)
  return {
    kind,
    type,
    metric: row?.id ?? 'symptom',
    unit,
    shift,
    codes: row?.codes ?? null,
    series: [],
    seriesInZone: new Map(),
    codeOfValue: [],
  }
}

/** The intervals between heartbeats. */
export function beatChannel(): Channel {
  return { ...makeChannel('', ''), kind: 'number', metric: 'rr_intervals', unit: 'ms' }
}

/** The channel of the same numbers under another metric, such as a finger prick. */
export function siblingChannel(channel: Channel, id: MetricId): Channel {
  return { ...channel, metric: metric(id).id, series: [], seriesInZone: new Map() }
}

type Plan = Pick<Channel, 'kind' | 'unit' | 'shift'>

const UNKNOWN: Plan = { kind: 'unknown-type', unit: '', shift: 0 }

function planOf(type: string, row: Metric<MetricId>, appleUnit: string): Plan {
  if (row.codes !== undefined) return { kind: 'code', unit: row.unit, shift: 0 }
  if (row.id === 'symptom') return { kind: 'symptom', unit: row.unit, shift: 0 }
  if (type.startsWith(CATEGORY)) {
    return { kind: row.unit === 'min' ? 'duration' : 'event', unit: row.unit, shift: 0 }
  }
  const reported = reportedUnit(appleUnit, row.unit)
  if (row.kind !== 'sample')
    return { kind: row.id === 'running_form' ? 'bout' : 'quantity-record', ...reported }
  if (!unitConversion(row.id, reported.unit).ok) return { ...reported, kind: 'unknown-unit' }
  return { kind: type === GLUCOSE ? 'glucose' : 'number', ...reported }
}
