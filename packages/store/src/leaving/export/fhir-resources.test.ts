/**
 * Goal: what leaves as FHIR is R4: everything that R4 demands is there, and nothing that it does not know.
 * Method: one record of each kind is mapped; the types of R4 check the mapping of this file's expectations, a table of R4's
 * required elements and the top-level elements in use check the rest.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HealthRecord } from '@nornos/health-model'
import type {
  AllergyIntolerance,
  CarePlan,
  Condition,
  DocumentReference,
  Encounter,
  Immunization,
  MedicationRequest,
  MedicationStatement,
  Observation,
  Procedure,
  QuestionnaireResponse,
} from 'fhir/r4'
import { bundleOf, dayToFhir, type FhirResource, recordToFhir } from './fhir-resources.ts'

const patient = 'Patient/5a1c5bd3-6a1b-4f0e-9a55-0d7c0f6f4b11'
const subject = { reference: patient }
const code = { text: 'Something' }

/** What R4 makes of the content beside it; the compiler checks that it is R4. */
const expected = {
  Observation: { resourceType: 'Observation', status: 'final', code, subject } satisfies Observation,
  Condition: { resourceType: 'Condition', code, subject } satisfies Condition,
  AllergyIntolerance: {
    resourceType: 'AllergyIntolerance',
    code,
    patient: subject,
  } satisfies AllergyIntolerance,
  Immunization: {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: code,
    occurrenceString: 'unknown',
    patient: subject,
  } satisfies Immunization,
  MedicationStatement: {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: code,
    subject,
  } satisfies MedicationStatement,
  MedicationRequest: {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: code,
    subject,
  } satisfies MedicationRequest,
  Procedure: {
    resourceType: 'Procedure',
    status: 'completed',
    code,
    performer: [{ actor: { display: 'A surgeon' } }],
    subject,
  } satisfies Procedure,
  Encounter: {
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB' },
    participant: [{ individual: { display: 'A doctor' } }],
    subject,
  } satisfies Encounter,
  CarePlan: {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    activity: [{ detail: { status: 'unknown', description: 'Walk' } }],
    subject,
  } satisfies CarePlan,
  DocumentReference: {
    resourceType: 'DocumentReference',
    status: 'current',
    identifier: [{ system: 'urn:nornos:sha256', value: '0'.repeat(64) }],
    content: [{ attachment: { contentType: 'application/pdf', title: 'letter.pdf', size: 3 } }],
    subject,
  } satisfies DocumentReference,
  QuestionnaireResponse: {
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    questionnaire: 'urn:nornos:questionnaire:phq-9',
    authored: '2025-01-02T07:30:00Z',
    item: [{ linkId: '1', answer: [{ valueInteger: 2 }] }],
    subject,
  } satisfies QuestionnaireResponse,
}

const contents: Readonly<Record<keyof typeof expected, readonly [metric: string, content: object]>> = {
  Observation: ['hba1c', { status: 'final', code }],
  Condition: ['conditions', { code }],
  AllergyIntolerance: ['allergies', { code }],
  Immunization: ['immunizations', { status: 'completed', vaccineCode: code }],
  MedicationStatement: ['medications', { status: 'active', medicationCodeableConcept: code }],
  MedicationRequest: ['medications', { status: 'active', intent: 'order', medicationCodeableConcept: code }],
  Procedure: ['procedures', { status: 'completed', code, performer: [{ display: 'A surgeon' }] }],
  Encounter: [
    'encounters',
    { status: 'finished', class: { coding: [{ code: 'AMB' }] }, participant: [{ display: 'A doctor' }] },
  ],
  CarePlan: ['care_plan', { status: 'active', intent: 'plan', activity: [{ text: 'Walk' }] }],
  DocumentReference: [
    'doc_pdf',
    {
      status: 'current',
      attachment: {
        contentType: 'application/pdf',
        fileName: 'letter.pdf',
        size: 3,
        sha256: 'A'.repeat(43),
      },
    },
  ],
  QuestionnaireResponse: [
    'phq9',
    {
      status: 'completed',
      questionnaire: 'phq-9',
      score: 2,
      item: [{ linkId: '1', answer: [{ valueInteger: 2 }] }],
    },
  ],
}

test('each kind of record becomes the R4 resource that it should be', () => {
  for (const [resourceType, [, content]] of Object.entries(contents)) {
    const mapped = recordToFhir(recordOf(resourceType, content), patient)
    const wanted = Object.entries(expected).find(([name]) => name === resourceType)?.[1]
    assert.deepEqual({ ...mapped }, { ...wanted, id: '11111111-1111-4111-8111-111111111111' })
  }
})

test('what R4 has no resource for is left to the records file', () => {
  const goals = {
    day: '2025-01-02',
    energyKilocalories: null,
    moveMinutes: null,
    exerciseMinutes: null,
    standHours: null,
  }
  assert.equal(recordToFhir(recordOf('ActivityGoals', goals), patient), null)
})

test('a day becomes an Observation in the canonical unit, and a bundle is JSON', async () => {
  const day = dayToFhir('heart_rate', 'f00dfeed', [18_628, 4, 50, 70, 240, 61], patient)
  assert.partialDeepStrictEqual(day, {
    resourceType: 'Observation',
    status: 'final',
    effectiveDateTime: '2021-01-01',
    valueQuantity: { value: 60, system: 'http://unitsofmeasure.org' },
  })
  assert.match(day.id, /^[A-Za-z0-9\-.]{1,64}$/)
  async function* days(): AsyncGenerator<FhirResource> {
    yield day
  }
  const pieces = await Array.fromAsync(bundleOf({ resourceType: 'Patient', id: 'p' }, days()))
  const bundle = JSON.parse(pieces.join(''))
  assert.equal(bundle.type, 'collection')
  assert.equal(bundle.entry.length, 2)
})

function recordOf(resourceType: string, content: object): HealthRecord {
  const [metric = 'activity_goal_rings'] =
    Object.entries(contents).find(([name]) => name === resourceType)?.[1] ?? []
  return HealthRecord.parse({
    recordId: '11111111-1111-4111-8111-111111111111',
    metric,
    source: { name: 'Clinic', manufacturer: '', model: '', hardware: '' },
    start: '2025-01-02T07:30:00Z',
    end: null,
    zone: 'Europe/Berlin',
    content: { resourceType, ...content },
  })
}
