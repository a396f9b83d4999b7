/**
 * FHIR R4 Observation: laboratory results, questionnaire scores, ECGs, symptoms, and every structured measurement
 * that is not a plain stream of numbers.
 */
import * as z from 'zod/mini'
import {
  Annotation,
  CodeableConcept,
  FhirDateTime,
  FhirLongText,
  FhirText,
  few,
  Identifier,
  Period,
  Quantity,
  Range,
  Ratio,
  Reference,
  SampledData,
} from './datatypes.ts'

const value = {
  valueQuantity: z.optional(Quantity),
  valueCodeableConcept: z.optional(CodeableConcept),
  valueString: z.optional(FhirLongText),
  valueBoolean: z.optional(z.boolean()),
  valueInteger: z.optional(z.int()),
  valueRange: z.optional(Range),
  valueRatio: z.optional(Ratio),
  valueSampledData: z.optional(SampledData),
  valueDateTime: z.optional(FhirDateTime),
  valuePeriod: z.optional(Period),
}

export const ReferenceRange = z.strictObject({
  low: z.optional(Quantity),
  high: z.optional(Quantity),
  type: z.optional(CodeableConcept),
  text: z.optional(FhirText),
})
export type ReferenceRange = z.infer<typeof ReferenceRange>

export const ObservationComponent = z.strictObject({
  code: CodeableConcept,
  ...value,
  dataAbsentReason: z.optional(CodeableConcept),
  interpretation: z.optional(few(CodeableConcept, 8)),
  referenceRange: z.optional(few(ReferenceRange, 16)),
})
export type ObservationComponent = z.infer<typeof ObservationComponent>

export const Observation = z
  .strictObject({
    resourceType: z.literal('Observation'),
    identifier: z.optional(few(Identifier, 16)),
    status: z.enum([
      'registered',
      'preliminary',
      'final',
      'amended',
      'corrected',
      'cancelled',
      'entered-in-error',
      'unknown',
    ]),
    category: z.optional(few(CodeableConcept, 8)),
    code: CodeableConcept,
    effectiveDateTime: z.optional(FhirDateTime),
    effectivePeriod: z.optional(Period),
    issued: z.optional(FhirDateTime),
    performer: z.optional(few(Reference, 16)),
    ...value,
    dataAbsentReason: z.optional(CodeableConcept),
    interpretation: z.optional(few(CodeableConcept, 8)),
    note: z.optional(few(Annotation, 32)),
    bodySite: z.optional(CodeableConcept),
    method: z.optional(CodeableConcept),
    specimen: z.optional(Reference),
    device: z.optional(Reference),
    /** What it was read from: a document of the vault. */
    derivedFrom: z.optional(few(Reference, 4)),
    referenceRange: z.optional(few(ReferenceRange, 16)),
    component: z.optional(few(ObservationComponent, 400)),
  })
  .check(z.refine((resource) => countValues(resource) <= 1, 'an observation has one value at most'))
export type Observation = z.infer<typeof Observation>

function countValues(resource: object): number {
  return Object.entries(resource).filter(([key, given]) => key.startsWith('value') && given !== undefined)
    .length
}
