/**
 * Goal: the signature of an item covers everything that says what it is, and ids and sources have one spelling.
 * Method: change one part at a time and see the bytes change; near misses of each spelling.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AgentId,
  ANALYSIS_AGENTS_ID,
  ConsentId,
  DoctorId,
  type GranteeId,
  ItemId,
  PatientId,
  SourceId,
} from '../ids.ts'
import { Instant, instantToMilliseconds, LocalDay, millisecondsToInstant } from '../instant.ts'
import { sampleIdentityInput } from '../sample.ts'
import { cleanSourceText, sourceIdentity, sourceIdInput } from '../source.ts'
import { type ItemClaim, itemIdInput, itemSigningBytes } from './published-item.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

const claim: ItemClaim = {
  patientId: PatientId.parse('11111111-1111-4111-8111-111111111111'),
  field: 'hrv',
  itemId: ItemId.parse('00112233445566778899aabbccddeeff'),
  version: 1,
  payloadHash: new Uint8Array(32),
}

test('another patient, field, item, version or payload needs another signature', () => {
  const changed: readonly ItemClaim[] = [
    claim,
    { ...claim, patientId: PatientId.parse('11111111-1111-4111-8111-111111111112') },
    { ...claim, field: 'sleep' },
    { ...claim, itemId: ItemId.parse('f'.repeat(32)) },
    { ...claim, version: 2 },
    { ...claim, payloadHash: new Uint8Array(32).fill(1) },
  ]
  assert.equal(new Set(changed.map((one) => hex(itemSigningBytes(one)))).size, changed.length)
  assert.equal(
    itemSigningBytes(claim).length,
    'nornos/item/1'.length + 1 + 16 + 'hrv'.length + 1 + 16 + 8 + 32,
  )
  assert.throws(() => itemSigningBytes({ ...claim, version: 0 }))
  assert.throws(() => itemSigningBytes({ ...claim, payloadHash: new Uint8Array(31) }))
})

test('an item id depends on field, kind and identity', () => {
  const identity = Uint8Array.of(1, 2)
  const inputs = [
    itemIdInput('hrv', 'block', identity),
    itemIdInput('hrv', 'rollup', identity),
    itemIdInput('sleep', 'block', identity),
    itemIdInput('hrv', 'block', Uint8Array.of(1)),
  ]
  assert.equal(new Set(inputs.map(hex)).size, inputs.length)
})

test('an id is a lower-case UUID of version 4, and a doctor can be granted to', () => {
  const grantee: GranteeId = DoctorId.parse('22222222-2222-4222-8222-222222222222')
  assert.equal(ConsentId.safeParse(grantee).success, true)
  for (const bad of [
    '22222222-2222-4222-8222-22222222222A',
    '22222222-2222-1222-8222-222222222222',
    '',
    'x',
  ]) {
    assert.equal(ConsentId.safeParse(bad).success, false)
  }
  assert.equal(AgentId.parse(ANALYSIS_AGENTS_ID), '6f0c1d7a-52a4-4c7e-9d43-0b8f7a2e5c11')
  assert.equal(SourceId.safeParse('ABCDEF'.repeat(6)).success, false)
})

test('an instant has one spelling', () => {
  assert.equal(millisecondsToInstant(0), '1970-01-01T00:00:00Z')
  assert.equal(millisecondsToInstant(1), '1970-01-01T00:00:00.001Z')
  assert.equal(
    instantToMilliseconds(Instant.parse('2024-02-29T23:59:59.999Z')),
    Date.UTC(2024, 1, 29, 23, 59, 59, 999),
  )
  const bad = [
    '2025-02-29T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T00:00:00.100000Z',
    '2025-01-01T00:00:00.000Z',
    '2025-01-01 00:00:00Z',
    '1899-01-01T00:00:00Z',
  ]
  for (const text of bad) assert.equal(Instant.safeParse(text).success, false, text)
  assert.equal(LocalDay.safeParse('2025-02-30').success, false)
  assert.throws(() => millisecondsToInstant(0.5))
})

test('one device is one source, whatever pointer an export prints', () => {
  const of = (pointer: string) =>
    sourceIdentity({ name: `<<HKDevice: ${pointer}>, Anna’s Watch`, model: 'Watch' })
  assert.deepEqual(of('0x2821a0dc0'), of('0x1122aabb0'))
  assert.notDeepEqual(
    sourceIdInput(of('0x1')),
    sourceIdInput(sourceIdentity({ name: 'Watch', model: 'Watch' })),
  )
  // Two ways to write one letter are one name.
  assert.equal(cleanSourceText('Zoë'), cleanSourceText('Zoe\u0308'))
  assert.equal(cleanSourceText('😀'.repeat(150)).isWellFormed(), true)
  // What moves from one part to the next is another source.
  assert.notDeepEqual(
    sourceIdInput(sourceIdentity({ name: 'a', manufacturer: 'b' })),
    sourceIdInput(sourceIdentity({ name: 'ab' })),
  )
})

test('a sample is what was measured, and not the zone that somebody added', () => {
  const source = SourceId.parse('0'.repeat(32))
  const sample = { metric: 'weight' as const, source, start: 1, end: 1, value: 80, unit: 'kg', zone: '' }
  assert.deepEqual(sampleIdentityInput(sample), sampleIdentityInput({ ...sample, zone: 'Europe/Berlin' }))
  for (const other of [
    { start: 0 },
    { end: 2 },
    { value: 81 },
    { unit: 'g' },
    { metric: 'lean_mass' as const },
  ]) {
    assert.notDeepEqual(sampleIdentityInput(sample), sampleIdentityInput({ ...sample, ...other }))
  }
})
