/** FHIR R4 resources around files and forms. The bytes of a file are kept apart, sealed, and named by their hash. */
import * as z from 'zod/mini'
import {
  CodeableConcept,
  Coding,
  FhirDateTime,
  FhirLongText,
  FhirText,
  few,
  Identifier,
  Reference,
} from './datatypes.ts'

export const DocumentReference = z.strictObject({
  resourceType: z.literal('DocumentReference'),
  identifier: z.optional(few(Identifier, 16)),
  status: z.enum(['current', 'superseded', 'entered-in-error']),
  type: z.optional(CodeableConcept),
  category: z.optional(few(CodeableConcept, 8)),
  date: z.optional(FhirDateTime),
  author: z.optional(few(Reference, 16)),
  description: z.optional(FhirText),
  attachment: z.strictObject({
    contentType: z.string().check(z.maxLength(120), z.regex(/^[\w.+-]+\/[\w.+-]+$/)),
    fileName: FhirText,
    /** Bytes. */
    size: z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER)),
    /** SHA-256 of the file, base64url. */
    sha256: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  }),
  /** The text layer, where the file has one. */
  text: z.optional(FhirLongText),
})
export type DocumentReference = z.infer<typeof DocumentReference>

const Answer = z.strictObject({
  valueBoolean: z.optional(z.boolean()),
  valueInteger: z.optional(z.int()),
  valueDecimal: z.optional(z.number()),
  valueDateTime: z.optional(FhirDateTime),
  valueString: z.optional(FhirText),
  valueCoding: z.optional(Coding),
})

export const QuestionnaireResponse = z.strictObject({
  resourceType: z.literal('QuestionnaireResponse'),
  identifier: z.optional(Identifier),
  /** A canonical address, or `phq-9`, `gad-7`, `who-5` for the questionnaires of the app. */
  questionnaire: FhirText,
  status: z.enum(['in-progress', 'completed', 'amended', 'entered-in-error', 'stopped']),
  authored: z.optional(FhirDateTime),
  item: few(
    z.strictObject({ linkId: FhirText, text: z.optional(FhirText), answer: z.optional(few(Answer, 32)) }),
    500,
  ),
  /** The sum that the questionnaire defines; FHIR keeps it in an Observation, here it stays with its answers. */
  score: z.optional(z.number()),
})
export type QuestionnaireResponse = z.infer<typeof QuestionnaireResponse>
