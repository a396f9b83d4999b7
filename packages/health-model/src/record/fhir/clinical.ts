/** FHIR R4 resources of the clinical record: diagnoses, medicines, allergies, vaccines, procedures, visits, plans. */
import * as z from 'zod/mini'
import {
  Annotation,
  CodeableConcept,
  Dosage,
  FhirDateTime,
  FhirLongText,
  FhirText,
  few,
  Identifier,
  Period,
  Quantity,
  Range,
  Reference,
} from './datatypes.ts'

const onset = {
  onsetDateTime: z.optional(FhirDateTime),
  onsetAge: z.optional(Quantity),
  onsetPeriod: z.optional(Period),
  onsetRange: z.optional(Range),
  onsetString: z.optional(FhirText),
}
const identifier = z.optional(few(Identifier, 16))
const note = z.optional(few(Annotation, 32))
const concepts = z.optional(few(CodeableConcept, 16))
/** A status word of the resource's own FHIR value set, as received. */
const status = z.string().check(z.regex(/^[a-z][a-z-]{0,39}$/))

export const Condition = z.strictObject({
  resourceType: z.literal('Condition'),
  identifier,
  clinicalStatus: z.optional(CodeableConcept),
  verificationStatus: z.optional(CodeableConcept),
  category: concepts,
  severity: z.optional(CodeableConcept),
  code: CodeableConcept,
  bodySite: concepts,
  ...onset,
  abatementDateTime: z.optional(FhirDateTime),
  abatementString: z.optional(FhirText),
  recordedDate: z.optional(FhirDateTime),
  asserter: z.optional(Reference),
  note,
})
export type Condition = z.infer<typeof Condition>

export const MedicationStatement = z.strictObject({
  resourceType: z.literal('MedicationStatement'),
  identifier,
  status,
  medicationCodeableConcept: CodeableConcept,
  effectiveDateTime: z.optional(FhirDateTime),
  effectivePeriod: z.optional(Period),
  dateAsserted: z.optional(FhirDateTime),
  reasonCode: concepts,
  dosage: z.optional(few(Dosage, 16)),
  note,
})
export type MedicationStatement = z.infer<typeof MedicationStatement>

export const MedicationRequest = z.strictObject({
  resourceType: z.literal('MedicationRequest'),
  identifier,
  status,
  intent: status,
  medicationCodeableConcept: CodeableConcept,
  authoredOn: z.optional(FhirDateTime),
  requester: z.optional(Reference),
  reasonCode: concepts,
  dosageInstruction: z.optional(few(Dosage, 16)),
  note,
})
export type MedicationRequest = z.infer<typeof MedicationRequest>

export const AllergyIntolerance = z.strictObject({
  resourceType: z.literal('AllergyIntolerance'),
  identifier,
  clinicalStatus: z.optional(CodeableConcept),
  verificationStatus: z.optional(CodeableConcept),
  type: z.optional(z.enum(['allergy', 'intolerance'])),
  category: z.optional(few(z.enum(['food', 'medication', 'environment', 'biologic']), 4)),
  criticality: z.optional(z.enum(['low', 'high', 'unable-to-assess'])),
  code: CodeableConcept,
  ...onset,
  recordedDate: z.optional(FhirDateTime),
  reaction: z.optional(
    few(
      z.strictObject({
        substance: z.optional(CodeableConcept),
        manifestation: few(CodeableConcept, 16),
        description: z.optional(FhirText),
        onset: z.optional(FhirDateTime),
        severity: z.optional(z.enum(['mild', 'moderate', 'severe'])),
      }),
      32,
    ),
  ),
  note,
})
export type AllergyIntolerance = z.infer<typeof AllergyIntolerance>

export const Immunization = z.strictObject({
  resourceType: z.literal('Immunization'),
  identifier,
  status,
  vaccineCode: CodeableConcept,
  occurrenceDateTime: z.optional(FhirDateTime),
  occurrenceString: z.optional(FhirText),
  lotNumber: z.optional(FhirText),
  manufacturer: z.optional(Reference),
  site: z.optional(CodeableConcept),
  route: z.optional(CodeableConcept),
  doseQuantity: z.optional(Quantity),
  note,
})
export type Immunization = z.infer<typeof Immunization>

export const Procedure = z.strictObject({
  resourceType: z.literal('Procedure'),
  identifier,
  status,
  category: z.optional(CodeableConcept),
  code: CodeableConcept,
  performedDateTime: z.optional(FhirDateTime),
  performedPeriod: z.optional(Period),
  performer: z.optional(few(Reference, 16)),
  bodySite: concepts,
  reasonCode: concepts,
  outcome: z.optional(CodeableConcept),
  note,
})
export type Procedure = z.infer<typeof Procedure>

export const Encounter = z.strictObject({
  resourceType: z.literal('Encounter'),
  identifier,
  status,
  class: z.optional(CodeableConcept),
  type: concepts,
  period: z.optional(Period),
  reasonCode: concepts,
  serviceProvider: z.optional(Reference),
  participant: z.optional(few(Reference, 16)),
})
export type Encounter = z.infer<typeof Encounter>

export const CarePlan = z.strictObject({
  resourceType: z.literal('CarePlan'),
  identifier,
  status,
  intent: status,
  title: z.optional(FhirText),
  description: z.optional(FhirLongText),
  category: concepts,
  period: z.optional(Period),
  author: z.optional(Reference),
  activity: z.optional(
    few(z.strictObject({ code: z.optional(CodeableConcept), text: z.optional(FhirText) }), 100),
  ),
  note,
})
export type CarePlan = z.infer<typeof CarePlan>
