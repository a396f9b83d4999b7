/**
 * The whole catalogue, put together from one file per field. Adding a metric is adding one row to the file of its
 * field; its id becomes part of `MetricId` by itself. No schema is made here: an app's first page needs the titles and
 * units and not zod. Read next: catalogue.ts.
 */
import { present } from '@nornos/std'
import { type FieldId, field, fieldIds } from '../field-table.ts'
import { activityMetrics } from './activity.ts'
import { bloodPressureMetrics } from './blood-pressure.ts'
import { bodyMetrics } from './body.ts'
import { clinicalRecordMetrics } from './clinical-record.ts'
import { documentsMetrics } from './documents.ts'
import { ecgMetrics } from './ecg.ts'
import { energyMetrics } from './energy.ts'
import { environmentMetrics } from './environment.ts'
import { fitnessMetrics } from './fitness.ts'
import { genomicsMetrics } from './genomics.ts'
import { glucoseMetrics } from './glucose.ts'
import { heartRateMetrics } from './heart-rate.ts'
import { hrvMetrics } from './hrv.ts'
import { labsMetrics } from './labs.ts'
import { locationMetrics } from './location.ts'
import { mentalHealthMetrics } from './mental-health.ts'
import type { Metric, MetricRow, MetricRows } from './metric.ts'
import { mobilityMetrics } from './mobility.ts'
import { nutritionMetrics } from './nutrition.ts'
import { emergencySummaryMetrics, treatmentPlanMetrics } from './platform.ts'
import { profileMetrics } from './profile.ts'
import { reproductiveMetrics } from './reproductive.ts'
import { respirationOxygenMetrics } from './respiration-oxygen.ts'
import { sleepMetrics } from './sleep.ts'
import { substancesMetrics } from './substances.ts'
import { symptomsMetrics } from './symptoms.ts'
import { temperatureMetrics } from './temperature.ts'
import { workoutsMetrics } from './workouts.ts'

const rowsByField = {
  activity: activityMetrics,
  energy: energyMetrics,
  heart_rate: heartRateMetrics,
  hrv: hrvMetrics,
  ecg: ecgMetrics,
  blood_pressure: bloodPressureMetrics,
  sleep: sleepMetrics,
  respiration_oxygen: respirationOxygenMetrics,
  temperature: temperatureMetrics,
  body: bodyMetrics,
  fitness: fitnessMetrics,
  workouts: workoutsMetrics,
  location: locationMetrics,
  mobility: mobilityMetrics,
  glucose: glucoseMetrics,
  nutrition: nutritionMetrics,
  substances: substancesMetrics,
  reproductive: reproductiveMetrics,
  mental_health: mentalHealthMetrics,
  symptoms: symptomsMetrics,
  environment: environmentMetrics,
  labs: labsMetrics,
  clinical_record: clinicalRecordMetrics,
  documents: documentsMetrics,
  genomics: genomicsMetrics,
  profile: profileMetrics,
  emergency_summary: emergencySummaryMetrics,
  treatment_plan: treatmentPlanMetrics,
} as const satisfies Record<FieldId, MetricRows>

type RowsByField = typeof rowsByField

/** Every metric of the catalogue. */
export type MetricId = { [Field in FieldId]: keyof RowsByField[Field] }[FieldId] & string
/** The metrics of one field. */
export type MetricOfField<Field extends FieldId> = keyof RowsByField[Field] & string

function rowsOf(id: FieldId): readonly (readonly [MetricId, MetricRow])[] {
  const rows: MetricRows = rowsByField[id]
  return Object.entries(rows).map(([metricId, row]) => [metricId as MetricId, row])
}

function collect(): ReadonlyMap<MetricId, Metric<MetricId>> {
  const all = new Map<MetricId, Metric<MetricId>>()
  for (const fieldId of fieldIds) {
    const { sensitivity } = field(fieldId)
    for (const [id, row] of rowsOf(fieldId)) {
      all.set(id, { sensitivity, ...row, id, field: fieldId })
    }
  }
  return all
}

/** The whole catalogue by metric id, fields in their order. */
export const metrics: ReadonlyMap<MetricId, Metric<MetricId>> = collect()

export const metricIds: readonly MetricId[] = [...metrics.keys()]

/** The row of a metric. */
export function metric(id: MetricId): Metric<MetricId> {
  return present(metrics.get(id), 'every metric id has a row')
}

export function isMetricId(text: string): text is MetricId {
  const known: ReadonlyMap<string, unknown> = metrics
  return known.has(text)
}

/** The field that a consent must name for this metric to be read. */
export function fieldOfMetric(id: MetricId): FieldId {
  return metric(id).field
}

const idsByField = new Map(fieldIds.map((id) => [id, rowsOf(id).map(([metricId]) => metricId)]))

/** The metrics of a field, in the order of the catalogue. */
export function metricsOfField(id: FieldId): readonly MetricId[] {
  return present(idsByField.get(id), 'every field has metrics')
}
