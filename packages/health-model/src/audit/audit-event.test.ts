/**
 * Goal: an event carries the facts of its action and nothing else, and its commitment covers all of it.
 * Method: one event of every action; then each member changed in turn.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANALYSIS_AGENTS_ID } from '../ids.ts'
import { type PatientAction, patientActions } from './audit-action.ts'
import { AuditEvent, auditCommitmentInput, auditDetailsOf } from './audit-event.ts'
import { auditFacts, groupVisits } from './audit-facts.ts'

const id = '11111111-1111-4111-8111-111111111111'
const time = '2025-02-01T08:00:00Z'
const grantee = { grantee: ANALYSIS_AGENTS_ID, granteeType: 'agent' }
const read = { items: 3, bytes: 400, resolution: 'raw' }
const device = { deviceId: id, deviceName: 'Phone' }
const details: Readonly<Record<PatientAction, object>> = {
  'consent.requested': grantee,
  'consent.created': { ...grantee, version: 1, validUntil: time },
  'consent.superseded': { ...grantee, version: 1, validUntil: time },
  'consent.revoked': { ...grantee, version: 1 },
  'consent.closed': { ...grantee, version: 1 },
  'consent.expired': { ...grantee, version: 1 },
  'access-token.issued': { expiresAt: time },
  'access-token.refused': {},
  'data.read': read,
  'data.searched': read,
  'data.exported': read,
  'data.retained': { ...read, resolution: null },
  'agent.run': { agent: 'daily-status', version: '1.0.0', languageModel: false },
  'emergency.opened': { reason: 'unconscious', expiresAt: time },
  'link.opened': { linkId: id, statedRecipient: 'Dr Who' },
  'sign-in.new-device': { deviceName: 'Phone' },
  'recovery.asked': { readyAt: time },
  'recovery.stopped': {},
  'recovery.given': {},
  'device.added': device,
  'device.removed': device,
  'slot.added': { slotKind: 'kit' },
  'slot.removed': { slotKind: 'kit' },
  'roster.changed': { rosterNumber: 2 },
  'connection.started': { connectionName: 'Oura' },
  'connection.ended': { connectionName: 'Oura' },
  'ingest-token.made': { tokenName: 'Phone' },
  'ingest-token.revoked': { tokenName: 'Phone' },
  'inbox.delivered': { sender: id, itemHash: 'ab', bytes: 12 },
}

function event(action: string, facts: object, change: object = {}): unknown {
  return {
    eventId: id,
    time,
    patientId: id,
    actor: id,
    actorType: 'doctor',
    organizationId: null,
    action,
    outcome: 'allowed',
    consentId: null,
    fields: ['hrv', 'sleep'],
    range: null,
    purpose: 'treatment',
    correlationId: id,
    details: facts,
    ...change,
  }
}

test('every action is accepted with its own facts, and refused with one more or the facts of another', () => {
  for (const action of patientActions) {
    assert.equal(AuditEvent.safeParse(event(action, details[action])).success, true, action)
    assert.equal(AuditEvent.safeParse(event(action, { ...details[action], extra: 1 })).success, false, action)
  }
  assert.equal(AuditEvent.safeParse(event('data.read', details['device.added'])).success, false)
})

test('an administrator’s act has a verb and a note', () => {
  assert.equal(AuditEvent.safeParse(event('admin.account-locked', { note: 'by request' })).success, true)
  for (const action of ['admin.', 'admin.Lock', 'admin', 'data.stolen', 'constructor', 'admin.a--b']) {
    assert.equal(AuditEvent.safeParse(event(action, { note: '' })).success, false, action)
  }
})

test('every member of an event changes what is committed to, and so does the salt', () => {
  const salt = new Uint8Array(32)
  const other = '22222222-2222-4222-8222-222222222222'
  const changes: readonly object[] = [
    {},
    { eventId: other },
    { time: '2025-02-01T08:00:01Z' },
    { patientId: other },
    { actor: null },
    { actorType: 'agent' },
    { organizationId: other },
    { action: 'data.exported' },
    { outcome: 'refused' },
    { consentId: other },
    { fields: ['hrv'] },
    { range: { from: time, until: null } },
    { purpose: null },
    { correlationId: other },
    { details: { ...read, items: 4 } },
  ]
  const inputs = changes.map((change) =>
    Buffer.from(auditCommitmentInput(AuditEvent.parse(event('data.read', read, change)), salt)).toString(
      'hex',
    ),
  )
  assert.equal(new Set(inputs).size, changes.length)
  const parsed = AuditEvent.parse(event('data.read', read))
  assert.notDeepEqual(
    auditCommitmentInput(parsed, salt),
    auditCommitmentInput(parsed, new Uint8Array(32).fill(1)),
  )
})

test('the facts for a sentence are in plain words, and typed by the action', () => {
  const parsed = AuditEvent.parse(event('data.read', read))
  const facts = auditFacts(parsed)
  assert.deepEqual(
    [facts.key, facts.items, facts.fieldTitles],
    ['data.read', 3, ['Heart-rate variability', 'Sleep']],
  )
  assert.equal(auditDetailsOf(parsed, 'data.read')?.bytes, 400)
  assert.equal(auditDetailsOf(parsed, 'agent.run'), null)
  assert.equal(auditFacts(AuditEvent.parse(event('admin.account-locked', { note: 'x' }))).key, 'admin')
})

test('what one person does within half an hour is one visit, and another person’s is another', () => {
  const at = (minute: number, actor = id) =>
    AuditEvent.parse(
      event('data.read', read, { time: `2025-02-01T08:${String(minute).padStart(2, '0')}:00Z`, actor }),
    )
  const events = [at(0), at(5, 'agent:status'), at(20), at(50), at(59, 'agent:status')]
  assert.deepEqual(
    groupVisits(events).map((visit) => visit.length),
    [3, 1, 1],
  )
})
