/**
 * A record: one discrete fact, in an envelope that says which metric it belongs to, when it holds and where it came
 * from. Read next: fhir/observation.ts, workout.ts.
 */
import { type Bytes, canonicalJson, type Json, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { RecordId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { MetricId, metric } from '../metrics/catalogue.ts'
import { SourceIdentity } from '../source.ts'
import { ZoneName } from '../time/zone-name.ts'
import {
  AllergyIntolerance,
  CarePlan,
  Condition,
  Encounter,
  Immunization,
  MedicationRequest,
  MedicationStatement,
  Procedure,
} from './fhir/clinical.ts'
import { DocumentReference, QuestionnaireResponse } from './fhir/documents.ts'
import { Observation } from './fhir/observation.ts'
import { EmergencySummary, SourceDevice, TreatmentPlan } from './platform-records.ts'
import { ActivityGoals, Track, Workout } from './workout.ts'

export const RecordContent = z.discriminatedUnion('resourceType', [
  Observation,
  Condition,
  MedicationStatement,
  MedicationRequest,
  AllergyIntolerance,
  Immunization,
  Procedure,
  Encounter,
  CarePlan,
  DocumentReference,
  QuestionnaireResponse,
  Workout,
  Track,
  ActivityGoals,
  EmergencySummary,
  TreatmentPlan,
  SourceDevice,
])
export type RecordContent = z.infer<typeof RecordContent>
export type ResourceType = RecordContent['resourceType']

export const HealthRecord = z
  .strictObject({
    recordId: RecordId,
    /** A metric of kind `record` or `document`. */
    metric: MetricId,
    source: SourceIdentity,
    /** When it holds from and until; null where the source does not say. */
    start: z.nullable(Instant),
    end: z.nullable(Instant),
    zone: ZoneName,
    content: RecordContent,
  })
  .check(z.refine((record) => metric(record.metric).kind !== 'sample', 'a sample is not a record'))
export type HealthRecord = z.infer<typeof HealthRecord>

/**
 * The bytes whose hash tells two records apart: everything but the id, so that importing a file twice gives the
 * same record. The caller hashes and makes the id with `recordIdOfHash`.
 */
export function recordIdentityInput(record: Omit<HealthRecord, 'recordId'>): Bytes {
  const { metric: metricId, source, start, end, content } = record
  const facts = [metricId, source, start, end, content] as Json
  return utf8(`nornos/record/1\0${canonicalJson(facts)}`)
}

/** A record id made of the first 16 bytes of a hash, in the shape of a UUID v4. */
export function recordIdOfHash(hash: Uint8Array): RecordId {
  const hex = [...hash.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? '8'
  return RecordId.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  )
}
