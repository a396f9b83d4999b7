/** The two fields that Nornos itself fills: the emergency summary and treatment plans. Read next: metric.ts. */
import type { MetricRows } from './metric.ts'

export const emergencySummaryMetrics = {
  emergency_summary: {
    title: 'Emergency summary',
    kind: 'record',
    unit: '1',
    day: 'each',
    names: {},
  },
} as const satisfies MetricRows

export const treatmentPlanMetrics = {
  treatment_plan: {
    title: 'Treatment plan',
    kind: 'record',
    unit: '1',
    day: 'each',
    names: {},
  },
} as const satisfies MetricRows
