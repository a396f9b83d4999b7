/** Goal: the patient is told the truth about each consent. Method: every state once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsentView } from '@nornos/contracts'
import { type ConsentLife, consentState, consentView } from './state-of-consent.ts'

const now = new Date('2025-06-01T00:00:00Z')
const live: ConsentLife = {
  signed: {
    record: { valid_from: '2025-05-01T00:00:00Z', valid_until: '2025-07-01T00:00:00Z' },
    signature: '',
  } as ConsentLife['signed'],
  acceptedAt: now,
  endedAt: null,
  endedBecause: null,
  revocation: null,
}
const stateAt = (change: Partial<ConsentLife>, at = now): ConsentView['state'] =>
  consentView({ ...live, ...change }, '', at).state

test('a consent is live, not yet, over, replaced, stopped or on its way to be stopped', () => {
  assert.equal(stateAt({}), 'live')
  assert.equal(stateAt({}, new Date('2025-04-01T00:00:00Z')), 'not_yet')
  assert.equal(stateAt({ acceptedAt: null }), 'not_yet')
  assert.equal(stateAt({}, new Date('2025-07-01T00:00:00Z')), 'expired')
  assert.equal(stateAt({ endedAt: now, endedBecause: 'expired' }), 'expired')
  assert.equal(stateAt({ endedAt: now, endedBecause: 'superseded' }), 'superseded')
  assert.equal(stateAt({ endedAt: now, endedBecause: 'closed' }), 'ended')
  const revoked = { endedAt: now, endedBecause: 'revoked' } as const
  assert.equal(stateAt({ ...revoked, revocation: { deliveredAt: null } }), 'pending')
  assert.equal(stateAt({ ...revoked, revocation: { deliveredAt: now } }), 'ended')
})

test('whatever was stopped or ran out is ended for the rules; what was replaced is superseded', () => {
  const facts = (change: Partial<ConsentLife>) => {
    const { isEnded, isSuperseded } = consentState({ ...live, ...change })
    return [isEnded, isSuperseded]
  }
  assert.deepEqual(facts({}), [false, false])
  assert.deepEqual(facts({ endedBecause: 'expired' }), [true, false])
  assert.deepEqual(facts({ endedBecause: 'closed' }), [true, false])
  assert.deepEqual(facts({ endedBecause: 'superseded' }), [false, true])
  assert.deepEqual(facts({ endedBecause: 'superseded', revocation: { deliveredAt: null } }), [true, true])
})
