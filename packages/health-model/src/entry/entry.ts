/**
 * An entry: one thing that a person wrote down by hand. It is the truth; the samples and records that charts, sharing
 * and agents read follow from it. Read next: project-entry.ts, entry-changes.ts, specs/entry.md.
 */
import * as z from 'zod/mini'
import { codeTable } from '../codes.ts'
import { RecordId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { MetricId } from '../metrics/catalogue.ts'
import { QuestionnaireId } from '../questionnaire/questionnaires.ts'
import { FhirLongText, FhirText, few } from '../record/fhir/datatypes.ts'
import { RecordContent } from '../record/health-record.ts'
import { ZoneName } from '../time/zone-name.ts'

/** A random UUID v4; the record that follows from an entry has the same id. */
export const EntryId = RecordId
export type EntryId = RecordId

/** What is measured as one number. */
export const measuredByHand = [
  'weight',
  'glucose_fingerstick',
  'body_temperature',
  'heart_rate',
  'spo2',
] as const
export type MeasuredByHand = (typeof measuredByHand)[number]

/** What food and drink bring with them. */
export const takenIn = [
  'dietary_energy',
  'carbohydrate',
  'protein',
  'water',
  'caffeine',
  'alcohol_drinks',
] as const
export type TakenIn = (typeof takenIn)[number]

export const symptomSeverities = ['mild', 'moderate', 'severe'] as const
export type SymptomSeverity = (typeof symptomSeverities)[number]

const number = z.number().check(z.minimum(-1e9), z.maximum(1e9))
const text = FhirText.check(z.minLength(1))
const flows = codeTable('menstrual_flow')

/** Where a document was read: enough to find the file and the line again. */
export const DocumentPlace = z.strictObject({
  /** SHA-256 of the file, base64url. */
  sha256: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
  fileName: FhirText,
  page: z.int().check(z.minimum(1), z.maximum(100_000)),
  /** Tells the proposals of one document apart. */
  line: z.int().check(z.minimum(0), z.maximum(10_000)),
})
export type DocumentPlace = z.infer<typeof DocumentPlace>

export const EntryContent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('blood_pressure'),
    /** mmHg. */
    systolic: number,
    diastolic: number,
    /** Beats per minute. */
    pulse: z.nullable(number),
  }),
  z.strictObject({
    kind: z.literal('measure'),
    metric: z.enum(measuredByHand),
    value: number,
    /** As typed in: a unit that the metric converts. */
    unit: z.string().check(z.maxLength(40)),
  }),
  z.strictObject({
    kind: z.literal('symptom'),
    name: text,
    severity: z.enum(symptomSeverities),
    remark: FhirLongText,
  }),
  z.strictObject({ kind: z.literal('mood'), /** From −1 to 1. */ value: number, remark: FhirLongText }),
  z.strictObject({ kind: z.literal('medication_taken'), name: text, dose: FhirText }),
  z.strictObject({
    kind: z.literal('intake'),
    /** What it was, in words; may be empty when an amount is there. */
    name: FhirText,
    /** In the canonical units of the metrics. */
    amounts: few(z.strictObject({ metric: z.enum(takenIn), value: number }), takenIn.length),
  }),
  z.strictObject({
    kind: z.literal('period'),
    flow: z.int().check(z.minimum(0), z.maximum(flows.length - 1)),
  }),
  z.strictObject({ kind: z.literal('note'), text: FhirLongText.check(z.minLength(1)) }),
  z.strictObject({
    kind: z.literal('questionnaire'),
    questionnaire: QuestionnaireId,
    /** The number of each answer, null where none was given yet. */
    answers: few(z.nullable(z.int().check(z.minimum(0), z.maximum(10))), 20),
    isDone: z.boolean(),
  }),
  /** A diagnosis, medicine, allergy, vaccine or visit, written by hand. */
  z.strictObject({ kind: z.literal('record'), metric: MetricId, content: RecordContent }),
  /** A result on a document that the person has confirmed. */
  z.strictObject({
    kind: z.literal('confirmed'),
    metric: MetricId,
    content: RecordContent,
    document: DocumentPlace,
  }),
  /** A proposal that the person has turned down: it is not proposed again. */
  z.strictObject({ kind: z.literal('rejected'), document: DocumentPlace }),
  /** Where the person was, from the time of the entry until `until`. */
  z.strictObject({ kind: z.literal('stay'), until: z.nullable(Instant) }),
])
export type EntryContent = z.infer<typeof EntryContent>
export type EntryKind = EntryContent['kind']

export const Entry = z.strictObject({
  entryId: EntryId,
  at: Instant,
  /** Where the person was; empty when nobody knows. */
  zone: ZoneName,
  content: EntryContent,
})
export type Entry = z.infer<typeof Entry>
