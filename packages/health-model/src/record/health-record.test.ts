/**
 * Goal: a record is strict and bounded, and reading a file twice gives the same record.
 * Method: one record of several shapes accepted, then each spoilt in one way; identities compared.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { HealthRecord, recordIdentityInput, recordIdOfHash } from './health-record.ts'

const source = { name: 'Clinic', manufacturer: '', model: '', hardware: '' }
const recordId = '11111111-1111-4111-8111-111111111111'
const envelope = { recordId, source, start: '2025-01-02T07:30:00Z', end: null, zone: 'Europe/Berlin' }
const hba1c = {
  ...envelope,
  metric: 'hba1c',
  content: {
    resourceType: 'Observation',
    status: 'final',
    code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }], text: 'HbA1c' },
    effectiveDateTime: '2025-01-02T08:30:00+01:00',
    valueQuantity: { value: 5.4, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
    referenceRange: [{ low: { value: 4, unit: '%' }, high: { value: 6, unit: '%' } }],
  },
}
const allergy = {
  ...envelope,
  metric: 'allergies',
  content: {
    resourceType: 'AllergyIntolerance',
    code: { text: 'Penicillin' },
    criticality: 'high',
    onsetDateTime: '1999',
  },
}
const track = {
  ...envelope,
  metric: 'workout_route',
  content: {
    resourceType: 'Track',
    workout: null,
    start: '2025-01-02T07:30:00Z',
    offsets: [0, 1000],
    latitudes: [52.5, 52.5001],
    longitudes: [13.4, 13.4],
    altitudes: null,
  },
}

test('laboratory results, allergies and routes are records', () => {
  for (const record of [hba1c, allergy, track]) assert.equal(HealthRecord.safeParse(record).success, true)
})

test('a record with a member too many, a value too many, a wrong metric or a broken column is none', () => {
  const spoilt: readonly unknown[] = [
    { ...hba1c, extra: true },
    { ...hba1c, content: { ...hba1c.content, extension: [] } },
    { ...hba1c, content: { ...hba1c.content, valueString: 'high' } },
    { ...hba1c, content: { ...hba1c.content, resourceType: 'Patient' } },
    { ...hba1c, content: { ...hba1c.content, effectiveDateTime: '2025-13-01' } },
    { ...hba1c, metric: 'heart_rate' },
    { ...hba1c, zone: 'not a zone' },
    { ...allergy, content: { ...allergy.content, criticality: 'awful' } },
    { ...track, content: { ...track.content, latitudes: [52.5] } },
    { ...track, content: { ...track.content, latitudes: [52.5, Number.NaN] } },
  ]
  for (const record of spoilt)
    assert.equal(HealthRecord.safeParse(record).success, false, JSON.stringify(record))
})

test('the same facts give the same id, in the shape of a UUID; other facts another', () => {
  const idOf = (record: unknown) => {
    const { recordId: _, ...facts } = HealthRecord.parse(record)
    return recordIdOfHash(createHash('sha256').update(recordIdentityInput(facts)).digest())
  }
  assert.equal(idOf(hba1c), idOf(structuredClone(hba1c)))
  assert.notEqual(idOf(hba1c), idOf({ ...hba1c, start: null }))
  assert.equal(recordIdOfHash(new Uint8Array(16).fill(255)), 'ffffffff-ffff-4fff-bfff-ffffffffffff')
})
