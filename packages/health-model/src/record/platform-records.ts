/** Records that Nornos itself makes: the emergency summary, treatment plans, and the list of devices. */
import * as z from 'zod/mini'
import { DoctorId } from '../ids.ts'
import { Instant, LocalDay } from '../instant.ts'
import { MetricId } from '../metrics/catalogue.ts'
import { SourceIdentity } from '../source.ts'
import { FhirLongText, FhirText, few } from './fhir/datatypes.ts'

export const EmergencySummary = z.strictObject({
  resourceType: z.literal('EmergencySummary'),
  bloodType: z.nullable(FhirText),
  allergies: few(FhirText, 100),
  medications: few(FhirText, 100),
  diagnoses: few(FhirText, 100),
  contacts: few(z.strictObject({ name: FhirText, relation: FhirText, phone: FhirText }), 10),
  lastVitals: few(z.strictObject({ metric: MetricId, value: z.number(), measuredAt: Instant }), 20),
  updatedAt: Instant,
})
export type EmergencySummary = z.infer<typeof EmergencySummary>

export const TreatmentPlan = z.strictObject({
  resourceType: z.literal('TreatmentPlan'),
  title: FhirText,
  author: z.strictObject({ doctorId: DoctorId, name: FhirText, organization: FhirText }),
  writtenAt: Instant,
  summary: FhirLongText,
  goals: few(FhirText, 20),
  actions: few(z.strictObject({ text: FhirText, frequency: FhirText, until: z.nullable(LocalDay) }), 50),
  reviewOn: z.nullable(LocalDay),
})
export type TreatmentPlan = z.infer<typeof TreatmentPlan>

/** A device or program that the person's data came from. */
export const SourceDevice = z.strictObject({
  resourceType: z.literal('SourceDevice'),
  identity: SourceIdentity,
  firstSeen: z.nullable(Instant),
  lastSeen: z.nullable(Instant),
})
export type SourceDevice = z.infer<typeof SourceDevice>
