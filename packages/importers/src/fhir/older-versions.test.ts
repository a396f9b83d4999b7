/**
 * Goal: what a hospital sent in an older version of FHIR is the same fact as in R4, above all what was not done.
 * Method: a table of resources as DSTU2 and STU3 define them; R4 passes through unchanged.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { blobOf, recordingSink } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'
import { asR4 } from './older-versions.ts'

const text = (words: string) => ({ text: words })
const vaccine = {
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: text('Polio'),
  date: '2010-01-05',
}
const procedure = {
  resourceType: 'Procedure',
  status: 'completed',
  code: text('Biopsy'),
  performedDateTime: '2010-01-05',
}
const statement = {
  resourceType: 'MedicationStatement',
  status: 'active',
  medicationCodeableConcept: text('Aspirin'),
  effectiveDateTime: '2010-01-05',
}
const laboratory = { coding: [{ system: 'http://hl7.org/fhir/observation-category', code: 'laboratory' }] }

const rows: readonly (readonly [resource: object, metric: string, members: object])[] = [
  [vaccine, 'immunizations', { status: 'completed', occurrenceDateTime: '2010-01-05' }],
  [{ ...vaccine, wasNotGiven: true }, 'immunizations', { status: 'not-done' }],
  [{ ...vaccine, notGiven: true }, 'immunizations', { status: 'not-done' }],
  [{ ...vaccine, wasNotGiven: false }, 'immunizations', { status: 'completed' }],
  [{ ...procedure, notPerformed: true }, 'procedures', { status: 'not-done' }],
  [{ ...procedure, notDone: false }, 'procedures', { status: 'completed' }],
  [{ ...statement, wasNotTaken: true }, 'medications', { status: 'not-taken' }],
  [{ ...statement, taken: 'n' }, 'medications', { status: 'not-taken' }],
  [{ ...statement, taken: 'y' }, 'medications', { status: 'active' }],
  [
    {
      resourceType: 'Condition',
      code: text('Asthma'),
      category: laboratory,
      clinicalStatus: 'resolved',
      verificationStatus: 'refuted',
      dateRecorded: '2010-01-05',
      notes: 'as a child',
    },
    'conditions',
    {
      clinicalStatus: { coding: [{ code: 'resolved' }] },
      verificationStatus: { coding: [{ code: 'refuted' }] },
      recordedDate: '2010-01-05',
      note: [{ text: 'as a child' }],
      category: [laboratory],
    },
  ],
  [
    {
      resourceType: 'AllergyIntolerance',
      substance: text('Penicillin'),
      status: 'refuted',
      criticality: 'CRITH',
      category: 'medication',
      recordedDate: '2010-01-05',
    },
    'allergies',
    {
      code: { text: 'Penicillin' },
      verificationStatus: { coding: [{ code: 'refuted' }] },
      criticality: 'high',
      category: ['medication'],
    },
  ],
  [
    {
      resourceType: 'MedicationOrder',
      medicationCodeableConcept: text('Aspirin'),
      status: 'active',
      dateWritten: '2010-01-05',
    },
    'medications',
    { resourceType: 'MedicationRequest', authoredOn: '2010-01-05' },
  ],
  [
    {
      resourceType: 'Observation',
      status: 'final',
      category: laboratory,
      code: text('Zinc'),
      effectiveDateTime: '2010-01-05',
      valueQuantity: { value: 12, unit: 'umol/L' },
      interpretation: text('low'),
      comments: 'fasting',
    },
    'lab_other',
    { category: [laboratory], interpretation: [{ text: 'low' }], note: [{ text: 'fasting' }] },
  ],
]

test('an older resource is the record that R4 would make of it', async () => {
  for (const [resource, metric, members] of rows) {
    const sink = recordingSink()
    assert.ok((await importFile(blobOf(JSON.stringify(resource)), sink)).ok)
    const [record] = sink.records
    const name = JSON.stringify(resource)
    assert.deepEqual(
      [sink.records.length, record?.metric, record?.start],
      [1, metric, '2010-01-05T00:00:00Z'],
      name,
    )
    HealthRecord.parse({ recordId: recordIdOfHash(new Uint8Array(32)), ...record })
    assert.partialDeepStrictEqual(record?.content, members, name)
  }
})

test('an R4 resource is left as it is', () => {
  const allergy = {
    resourceType: 'AllergyIntolerance',
    code: text('Penicillin'),
    clinicalStatus: { coding: [{ code: 'active' }] },
    criticality: 'high',
    category: ['medication'],
    note: [{ text: 'rash' }],
    recordedDate: '2010-01-05',
  }
  assert.deepEqual(asR4(allergy, 'AllergyIntolerance'), allergy)
  const done = { resourceType: 'Immunization', status: 'not-done', occurrenceDateTime: '2010' }
  assert.deepEqual(asR4(done, 'Immunization'), done)
})
