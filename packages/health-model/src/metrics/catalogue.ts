/** The catalogue of metric-table.ts, and the schema of its ids. */
import * as z from 'zod/mini'
import { metricIds } from './metric-table.ts'

export {
  fieldOfMetric,
  isMetricId,
  type MetricOfField,
  metric,
  metricIds,
  metrics,
  metricsOfField,
} from './metric-table.ts'

export const MetricId = z.enum(metricIds)
export type MetricId = z.infer<typeof MetricId>
