/** Which records stand together on the timeline. Workouts, routes and what is measured all day have screens of their own. */
import type { FieldId } from '../fields.ts'
import { fieldOfMetric, type MetricId, metricsOfField } from '../metrics/catalogue.ts'

/** In the order in which they are offered. */
export const recordGroups = [
  'visits',
  'results',
  'documents',
  'vaccines',
  'medicines',
  'conditions',
  'allergies',
  'procedures',
  'plans',
  'symptoms',
  'questionnaires',
] as const
export type RecordGroup = (typeof recordGroups)[number]

const byMetric: Partial<Record<MetricId, RecordGroup>> = {
  encounters: 'visits',
  immunizations: 'vaccines',
  medications: 'medicines',
  conditions: 'conditions',
  allergies: 'allergies',
  procedures: 'procedures',
  care_plan: 'plans',
  symptom: 'symptoms',
  phq9: 'questionnaires',
  gad7: 'questionnaires',
  who5: 'questionnaires',
  therapy_notes: 'documents',
}

const byField: Partial<Record<FieldId, RecordGroup>> = {
  labs: 'results',
  documents: 'documents',
  treatment_plan: 'plans',
}

/** Null for what has a screen of its own. */
export function groupOfMetric(id: MetricId): RecordGroup | null {
  return byMetric[id] ?? byField[fieldOfMetric(id)] ?? null
}

/** Every metric of the laboratory. */
export const labMetrics: readonly MetricId[] = metricsOfField('labs')
