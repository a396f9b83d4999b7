/** One FHIR resource, R4 or near it, into the health model. What has no place there is kept raw. */
import type { MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import { at, isObject, listAt, textAt } from '../json/look.ts'
import type { LocalClock } from '../local-time.ts'
import { readObservation, statedTimes } from './fhir-observation.ts'
import { resourceTime } from './fhir-time.ts'
import { fitToSchema } from './fit-to-schema.ts'
import { asR4 } from './older-versions.ts'

const METRICS: Readonly<Record<string, MetricId>> = {
  Condition: 'conditions',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  MedicationOrder: 'medications',
  AllergyIntolerance: 'allergies',
  Immunization: 'immunizations',
  Procedure: 'procedures',
  Encounter: 'encounters',
  CarePlan: 'care_plan',
}
/** Around the record, not of it: who treated, who paid, what was ordered. */
const ADMINISTRATIVE: ReadonlySet<string> = new Set([
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Location',
  'Claim',
  'ExplanationOfBenefit',
  'Coverage',
  'Provenance',
  'CareTeam',
  'Composition',
])

/** `clock` is of the person: a reading that states a day only was taken on that day where they were. */
export function readResource(emitter: Emitter, received: unknown, clock: LocalClock): void {
  const type = textAt(received, 'resourceType')
  const resource = isObject(received) ? asR4(received, type) : received
  // What has no place is kept as it came.
  const emit: Emitter = { ...emitter, unknown: (what) => emitter.unknown(what, received) }
  emit.count(type || '(no type)')
  const metric = METRICS[type]
  if (metric !== undefined) readClinical(emit, resource, type, metric)
  else if (type === 'Observation') readObservation(emit, resource, statedTimes(resource, clock))
  else if (type === 'Patient') readPatient(emit, resource)
  else if (!ADMINISTRATIVE.has(type)) emit.unknown(type || '(no type)', resource)
}

function readClinical(emit: Emitter, resource: unknown, type: string, metric: MetricId): void {
  const content = fitToSchema(normalised(resource, type))
  const time = resourceTime(resource)
  if (content === null) emit.unknown(type, resource)
  else emit.record(metric, time.start, time.end, content)
}

/** Members that older versions or other profiles call otherwise. */
function normalised(resource: unknown, type: string): unknown {
  if (!isObject(resource)) return resource
  if (type.startsWith('Medication')) return medication(resource, type)
  if (type === 'CarePlan') return { ...resource, activity: listAt(resource, 'activity').map(activity) }
  if (type === 'Encounter')
    return { ...resource, participant: listAt(resource, 'participant').map(individual) }
  if (type === 'Procedure') return { ...resource, performer: listAt(resource, 'performer').map(actor) }
  return resource
}

/** A medicine that is only pointed at still has its words. */
function medication(resource: { readonly [key: string]: unknown }, type: string): unknown {
  const text = textAt(resource, 'medicationReference', 'display')
  const concept =
    resource['medicationCodeableConcept'] ?? contained(resource) ?? (text === '' ? undefined : { text })
  const renamed = type === 'MedicationOrder' ? { resourceType: 'MedicationRequest', intent: 'order' } : {}
  return { ...resource, ...renamed, medicationCodeableConcept: concept }
}

function contained(resource: unknown): unknown {
  const reference = textAt(resource, 'medicationReference', 'reference')
  const found = listAt(resource, 'contained').find((one) => `#${textAt(one, 'id')}` === reference)
  return at(found, 'code')
}

function activity(one: unknown): unknown {
  const code = at(one, 'detail', 'code')
  const text = textAt(one, 'detail', 'description') || textAt(code, 'text')
  return { ...(code !== undefined && { code }), ...(text !== '' && { text }) }
}

function individual(one: unknown): unknown {
  return at(one, 'individual') ?? {}
}

function actor(one: unknown): unknown {
  return at(one, 'actor') ?? {}
}

function readPatient(emit: Emitter, resource: unknown): void {
  const birth = textAt(resource, 'birthDate')
  const gender = textAt(resource, 'gender')
  const observation = (loinc: string, rest: object) =>
    fitToSchema({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: loinc }] },
      ...rest,
    })
  const birthContent = birth === '' ? null : observation('21112-8', { valueDateTime: birth })
  if (birthContent !== null) emit.record('birth_date', null, null, birthContent)
  const sexContent = gender === '' ? null : observation('46098-0', { valueCodeableConcept: { text: gender } })
  if (sexContent !== null) emit.record('sex', null, null, sexContent)
}
