/**
 * Records and days as FHIR R4 resources. Records keep FHIR's names already; what R4 demands and a vault does not need
 * (whom it is about) is added, and what R4 nests deeper is nested. Facts that R4 has no resource for are in
 * `records.ndjson` alone.
 */
import {
  type HealthRecord,
  type MetricId,
  metric,
  numberToLocalDay,
  type RecordContent,
} from '@nornos/health-model'
import { fromBase64Url, type Json } from '@nornos/std'
import type { DayRow } from '../../days/day-rows.ts'

export type FhirResource = { readonly resourceType: string; readonly id: string } & Readonly<
  Record<string, Json>
>

type Content<Type extends RecordContent['resourceType']> = Extract<RecordContent, { resourceType: Type }>

const ucum = 'http://unitsofmeasure.org'
/** Nowhere (RFC 6761): it makes the references inside a bundle lead to its entries. */
const base = 'https://nornos.invalid/fhir'
const metricSystem = 'urn:nornos:metric'
const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode'

/** Null for what R4 has no resource for. */
export function recordToFhir(record: HealthRecord, patient: string): FhirResource | null {
  const body = bodyOf(record.content, { reference: patient }, record.start)
  // Members that are not there must not be there as null.
  if (body === null) return null
  const plain: Readonly<Record<string, Json>> = JSON.parse(JSON.stringify(body))
  return { ...plain, resourceType: record.content.resourceType, id: record.recordId }
}

type Body = Readonly<Record<string, unknown>>
type Subject = { readonly reference: string }

function bodyOf(content: RecordContent, subject: Subject, start: string | null): Body | null {
  switch (content.resourceType) {
    case 'Condition':
    case 'MedicationRequest':
    case 'MedicationStatement':
    case 'Observation':
      return { ...content, subject }
    case 'AllergyIntolerance':
      return { ...content, patient: subject }
    case 'Immunization':
      return immunization(content, subject)
    case 'Procedure':
      return procedure(content, subject)
    case 'Encounter':
      return encounter(content, subject)
    case 'CarePlan':
      return carePlan(content, subject)
    case 'DocumentReference':
      return documentReference(content, subject)
    case 'QuestionnaireResponse':
      return questionnaireResponse(content, subject, start)
    default:
      return null
  }
}

/** R4 demands an occurrence; an unknown one is said in words. */
function immunization(content: Content<'Immunization'>, patient: Subject): Body {
  const isKnown = content.occurrenceDateTime !== undefined || content.occurrenceString !== undefined
  return { ...content, patient, ...(isKnown ? {} : { occurrenceString: 'unknown' }) }
}

function procedure({ performer, ...content }: Content<'Procedure'>, subject: Subject): Body {
  return { ...content, subject, ...(performer ? { performer: performer.map((actor) => ({ actor })) } : {}) }
}

function encounter({ class: kind, participant, ...content }: Content<'Encounter'>, subject: Subject): Body {
  const coding = kind?.coding?.[0] ?? (kind?.text ? { display: kind.text } : { system: actCode, code: 'AMB' })
  const individuals = participant?.map((individual) => ({ individual }))
  return { ...content, class: coding, subject, ...(individuals ? { participant: individuals } : {}) }
}

function carePlan({ activity, ...content }: Content<'CarePlan'>, subject: Subject): Body {
  const details = activity?.map(({ code, text }) => ({
    detail: { status: 'unknown', ...(code ? { code } : {}), ...(text ? { description: text } : {}) },
  }))
  return { ...content, subject, ...(details ? { activity: details } : {}) }
}

/** R4 has SHA-1 in `hash`; the SHA-256 that names the file stands beside as an identifier. */
function documentReference(
  { attachment, author, date, description, identifier, text, ...content }: Content<'DocumentReference'>,
  subject: Subject,
): Body {
  const { contentType, fileName, sha256, size } = attachment
  const instant = date !== undefined && /T.*(Z|[+-]\d\d:\d\d)$/.test(date) ? { date } : {}
  const words = description ?? text?.slice(0, 2_000)
  return {
    ...content,
    ...instant,
    identifier: [...(identifier ?? []), { system: 'urn:nornos:sha256', value: hexOf(sha256) }],
    subject,
    ...(author ? { author } : {}),
    ...(words ? { description: words } : {}),
    content: [{ attachment: { contentType, title: fileName, size } }],
  }
}

function hexOf(text: string): string {
  return [...(fromBase64Url(text) ?? [])].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function questionnaireResponse(
  { questionnaire, score: _, ...content }: Content<'QuestionnaireResponse'>,
  subject: Subject,
  start: string | null,
): Body {
  const canonical = questionnaire.includes(':') ? questionnaire : `urn:nornos:questionnaire:${questionnaire}`
  return { authored: start ?? undefined, ...content, questionnaire: canonical, subject }
}

/** What one local day of a metric came to: average, lowest, highest, sum, count. */
export function dayToFhir(id: MetricId, source: string, row: DayRow, patient: string): FhirResource {
  const [day, count, minimum, maximum, sum] = row
  const { loinc, title, unit, day: rule } = metric(id)
  const quantity = (value: number) => ({ value, unit, system: ucum, code: unit })
  const coding = [
    ...(loinc?.[0] === undefined ? [] : [{ system: 'http://loinc.org', code: loinc[0] }]),
    { system: metricSystem, code: id, display: title },
  ]
  const part = (code: string, value: Json) => ({
    code: { coding: [{ system: 'urn:nornos:roll-up', code }], text: code },
    ...(typeof value === 'number' ? { valueInteger: value } : { valueQuantity: value }),
  })
  return {
    resourceType: 'Observation',
    id: `${id.replaceAll('_', '-').slice(0, 40)}-${numberToLocalDay(day)}-${shortName(source)}`,
    status: 'final',
    code: { coding, text: title },
    subject: { reference: patient },
    effectiveDateTime: numberToLocalDay(day),
    valueQuantity: quantity(rule === 'sum' ? sum : sum / count),
    device: { display: source },
    component: [
      part('lowest', quantity(minimum)),
      part('highest', quantity(maximum)),
      part('sum', quantity(sum)),
      part('count', count),
    ],
  }
}

/** An id of R4 has letters, digits, `-` and `.` only. */
function shortName(source: string): string {
  return source.slice(0, 8).replaceAll(/[^A-Za-z0-9]/g, '') || 'all'
}

/** A collection that is written resource by resource. */
export async function* bundleOf(
  patient: FhirResource,
  resources: AsyncIterable<FhirResource>,
): AsyncGenerator<string> {
  yield `{"resourceType":"Bundle","type":"collection","entry":[\n${entryOf(patient)}`
  for await (const resource of resources) yield `,\n${entryOf(resource)}`
  yield '\n]}\n'
}

function entryOf(resource: FhirResource): string {
  const fullUrl = `${base}/${resource.resourceType}/${resource.id}`
  return JSON.stringify({ fullUrl, resource })
}
