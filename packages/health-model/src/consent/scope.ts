/** What one consent covers: default deny, and exclusion wins. Time plays no part here; see live.ts. */
import type { BlockCut } from '../block/cut.ts'
import type { FieldId } from '../fields.ts'
import { instantToMilliseconds } from '../instant.ts'
import { type MetricId, metricsOfField } from '../metrics/catalogue.ts'
import type { ConsentRecord } from './consent-record.ts'
import type { Resolution } from './purposes.ts'

type Scope = Pick<ConsentRecord, 'data_fields' | 'excluded_fields' | 'excluded_metrics'>

/** Named and not excluded. A field all of whose metrics are excluded is not covered either. */
export function allowedFields(record: Scope): ReadonlySet<FieldId> {
  return new Set(record.data_fields.filter((id) => allowedMetricsOfField(record, id).length > 0))
}

/** The metrics that may be read. */
export function allowedMetrics(record: Scope): ReadonlySet<MetricId> {
  return new Set(record.data_fields.flatMap((id) => allowedMetricsOfField(record, id)))
}

function allowedMetricsOfField(record: Scope, id: FieldId): readonly MetricId[] {
  if (!record.data_fields.includes(id) || record.excluded_fields.includes(id)) return []
  return metricsOfField(id).filter((metric) => !record.excluded_metrics.includes(metric))
}

/** The metrics that the consent names as excluded, by field or one by one. */
export function excludedMetrics(record: Scope): ReadonlySet<MetricId> {
  return new Set([...record.excluded_fields.flatMap(metricsOfField), ...record.excluded_metrics])
}

/** The finest form in which a field may be read; raw unless the consent says otherwise. */
export function resolutionOfField(record: Pick<ConsentRecord, 'resolution'>, id: FieldId): Resolution {
  return record.resolution[id] ?? 'raw'
}

/** What of a field a consent lets through, or null when it lets nothing through. */
export function coverageOfField(record: ConsentRecord, id: FieldId): BlockCut | null {
  const metrics = new Set(allowedMetricsOfField(record, id))
  if (metrics.size === 0) return null
  return {
    metrics,
    dataSince: record.data_since === null ? null : instantToMilliseconds(record.data_since),
    resolution: resolutionOfField(record, id),
  }
}
