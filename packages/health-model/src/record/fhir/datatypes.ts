/**
 * The FHIR R4 data types that records are built from: the parts that Nornos keeps, strict and bounded. What an
 * importer finds beyond them stays in the original document. Names are FHIR's.
 */
import * as z from 'zod/mini'

/** Text of one line or a few. */
export const FhirText = z.string().check(
  z.maxLength(2000),
  z.refine((text) => text.isWellFormed(), 'not Unicode'),
)
/** Text of a report or a note. */
export const FhirLongText = z.string().check(
  z.maxLength(100_000),
  z.refine((text) => text.isWellFormed(), 'not Unicode'),
)

/** A year, a month, a day, or a moment with its offset: what medicine knows of a time. */
export const FhirDateTime = z
  .string()
  .check(
    z.maxLength(40),
    z.regex(
      /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d))?)?)?$/,
    ),
  )
export type FhirDateTime = z.infer<typeof FhirDateTime>

/** A list with a limit. */
export function few<Item extends z.ZodMiniType>(item: Item, maximum = 64) {
  return z.array(item).check(z.maxLength(maximum))
}

export const Coding = z.strictObject({
  system: z.optional(FhirText),
  version: z.optional(FhirText),
  code: z.optional(FhirText),
  display: z.optional(FhirText),
})
export type Coding = z.infer<typeof Coding>

export const CodeableConcept = z.strictObject({
  coding: z.optional(few(Coding, 32)),
  text: z.optional(FhirText),
})
export type CodeableConcept = z.infer<typeof CodeableConcept>

const finite = z.number()

export const Quantity = z.strictObject({
  value: z.optional(finite),
  comparator: z.optional(z.enum(['<', '<=', '>=', '>', 'ad'])),
  unit: z.optional(FhirText),
  system: z.optional(FhirText),
  code: z.optional(FhirText),
})
export type Quantity = z.infer<typeof Quantity>

export const Period = z.strictObject({ start: z.optional(FhirDateTime), end: z.optional(FhirDateTime) })
export type Period = z.infer<typeof Period>

export const Range = z.strictObject({ low: z.optional(Quantity), high: z.optional(Quantity) })
export type Range = z.infer<typeof Range>

export const Ratio = z.strictObject({ numerator: z.optional(Quantity), denominator: z.optional(Quantity) })
export type Ratio = z.infer<typeof Ratio>

export const Identifier = z.strictObject({ system: z.optional(FhirText), value: z.optional(FhirText) })
export type Identifier = z.infer<typeof Identifier>

/** Whom or what a resource points at; only the words are kept for people. */
export const Reference = z.strictObject({
  reference: z.optional(FhirText),
  type: z.optional(FhirText),
  display: z.optional(FhirText),
})
export type Reference = z.infer<typeof Reference>

export const Annotation = z.strictObject({
  authorString: z.optional(FhirText),
  time: z.optional(FhirDateTime),
  text: FhirLongText,
})
export type Annotation = z.infer<typeof Annotation>

/** A waveform: `data` are integers parted by spaces; value = origin + integer · factor, in the unit of origin. */
export const SampledData = z.strictObject({
  origin: Quantity,
  /** Milliseconds between two values; may be a fraction. */
  period: finite,
  factor: z.optional(finite),
  lowerLimit: z.optional(finite),
  upperLimit: z.optional(finite),
  dimensions: z.int().check(z.minimum(1), z.maximum(16)),
  data: z.string().check(z.maxLength(1_000_000), z.regex(/^(?:(?:-?\d{1,10}|[EUL])(?: |$))+$/)),
})
export type SampledData = z.infer<typeof SampledData>

export const Timing = z.strictObject({
  event: z.optional(few(FhirDateTime, 100)),
  code: z.optional(CodeableConcept),
  repeat: z.optional(
    z.strictObject({
      boundsPeriod: z.optional(Period),
      frequency: z.optional(finite),
      period: z.optional(finite),
      periodUnit: z.optional(z.enum(['s', 'min', 'h', 'd', 'wk', 'mo', 'a'])),
      when: z.optional(few(FhirText, 20)),
    }),
  ),
})
export type Timing = z.infer<typeof Timing>

export const Dosage = z.strictObject({
  text: z.optional(FhirText),
  patientInstruction: z.optional(FhirText),
  timing: z.optional(Timing),
  asNeededBoolean: z.optional(z.boolean()),
  route: z.optional(CodeableConcept),
  doseAndRate: z.optional(
    few(z.strictObject({ doseQuantity: z.optional(Quantity), doseRange: z.optional(Range) }), 8),
  ),
})
export type Dosage = z.infer<typeof Dosage>
