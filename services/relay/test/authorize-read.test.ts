/**
 * Goal: a read is allowed exactly while its consents are live, and every decision is in the trail.
 * Method: the statement of the data path against a real server; each refusal beside the read that is allowed.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { DAY_MILLISECONDS, type FieldId, millisecondsToInstant, type PatientId } from '@nornos/health-model'
import { type AccessToken, insertAccessToken } from '../src/store/access-token-store.ts'
import { listTrail } from '../src/store/audit-store.ts'
import { endRevoked } from '../src/store/consent-store.ts'
import { authorizeRead, type ReadToAuthorize } from '../src/store/read-store.ts'
import { keepConsent, makeConsent, makeGrantee, makePatient, patientActor, service } from './kept-rows.ts'
import { openRelayDatabase, type RelayDatabase } from './relay-database.ts'

let relay: RelayDatabase

before(async () => {
  relay = await openRelayDatabase()
})
after(() => relay[Symbol.asyncDispose]())

const key = 'k'.repeat(43)

async function issue(alice: PatientId, change: Partial<AccessToken> = {}): Promise<AccessToken> {
  const { relay_app } = relay.as
  const consent = change.consent ? null : makeConsent(alice, makeGrantee(), { purpose: 'treatment' })
  if (consent) await keepConsent(relay_app, consent)
  // Asked once: a millisecond between the two and the token would last too long.
  const now = new Date()
  const token = {
    tokenHash: new Uint8Array(randomBytes(32)),
    agentConsent: null,
    actorId: randomUUID(),
    actorType: 'doctor' as const,
    organizationId: randomUUID(),
    keyThumbprint: key,
    sessionId: randomUUID(),
    fields: ['hrv', 'sleep'] as readonly FieldId[],
    excludedMetrics: [],
    issuedAt: now,
    expiresAt: new Date(now.getTime() + 600_000),
    ...(consent ? { consent: consent.record } : {}),
    ...change,
  } as AccessToken
  await relay_app.asActor({ id: token.actorId, type: token.actorType }, (tx) => insertAccessToken(tx, token))
  return token
}

async function read(token: AccessToken, change: Partial<ReadToAuthorize> = {}) {
  return authorizeRead(relay.as.relay_app, {
    tokenHash: token.tokenHash,
    keyThumbprint: key,
    patientId: token.consent.patient_id,
    field: 'hrv',
    metric: 'hrv_sdnn',
    eventId: randomUUID(),
    correlationId: randomUUID(),
    range: { from: millisecondsToInstant(0), until: null },
    details: { items: null, bytes: null, resolution: 'raw' },
    ...change,
  })
}

async function trailOf(alice: PatientId): Promise<readonly string[]> {
  const events = await relay.as.audit_read.asActor(patientActor(alice), (tx) =>
    listTrail(tx, alice, null, 50),
  )
  return events.map(({ action, outcome }) => `${action} ${outcome}`)
}

const allowed = { isAllowed: true, isRecorded: true }
const refused = { isAllowed: false, isRecorded: true }
const unknown = { isAllowed: false, isRecorded: false }

test('an allowed read leaves one entry that says who read what of which time and why', async () => {
  const alice = await makePatient(relay.as.relay_app)
  const token = await issue(alice)
  const eventId = randomUUID()
  assert.deepEqual(await read(token, { eventId }), allowed)
  const [event] = await relay.as.audit_read.asActor(patientActor(alice), (tx) =>
    listTrail(tx, alice, null, 50),
  )
  assert.partialDeepStrictEqual(event, {
    eventId,
    patientId: alice,
    actor: token.actorId,
    actorType: 'doctor',
    organizationId: token.organizationId,
    action: 'data.read',
    outcome: 'allowed',
    consentId: token.consent.consent_id,
    fields: ['hrv'],
    range: { from: '1970-01-01T00:00:00Z', until: null },
    purpose: 'treatment',
    details: { items: null, bytes: null, resolution: 'raw' },
  })
})

test('a summary is a search over every field of the token', async () => {
  const alice = await makePatient(relay.as.relay_app)
  const token = await issue(alice)
  assert.deepEqual(await read(token, { field: null, metric: null, range: null }), allowed)
  const [event] = await relay.as.audit_read.asActor(patientActor(alice), (tx) =>
    listTrail(tx, alice, null, 50),
  )
  assert.partialDeepStrictEqual(event, { action: 'data.searched', fields: ['hrv', 'sleep'], range: null })
})

test('another field, an excluded metric and another key are refused, and the trail says so', async () => {
  const alice = await makePatient(relay.as.relay_app)
  const token = await issue(alice, { excludedMetrics: ['hrv_rmssd'] })
  assert.deepEqual(await read(token), allowed)
  assert.deepEqual(await read(token, { field: 'heart_rate', metric: 'heart_rate' }), refused)
  assert.deepEqual(await read(token, { metric: 'hrv_rmssd' }), refused)
  assert.deepEqual(await read(token, { keyThumbprint: 'x'.repeat(43) }), refused)
  assert.deepEqual(await trailOf(alice), [
    ...Array(3).fill('access-token.refused refused'),
    'data.read allowed',
  ])
})

test('a token that was given more than the consent says opens only what the consent says', async () => {
  const alice = await makePatient(relay.as.relay_app)
  const token = await issue(alice, { fields: ['hrv', 'heart_rate', 'genomics'] })
  assert.deepEqual(await read(token), allowed)
  assert.deepEqual(await read(token, { field: 'heart_rate', metric: null }), refused)
  assert.deepEqual(await read(token, { field: 'genomics', metric: null }), refused)
})

test('an unknown token, or one for another patient, leaves no entry anywhere', async () => {
  const alice = await makePatient(relay.as.relay_app)
  const carol = await makePatient(relay.as.relay_app)
  const token = await issue(alice)
  assert.deepEqual(await read({ ...token, tokenHash: new Uint8Array(randomBytes(32)) }), unknown)
  assert.deepEqual(await read(token, { patientId: carol }), unknown)
  assert.deepEqual(await trailOf(alice), [])
  assert.deepEqual(await trailOf(carol), [])
})

test('an expired token and an ended consent allow nothing more', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const long = new Date(Date.now() - 3_600_000)
  const expired = await issue(alice, { issuedAt: long, expiresAt: long })
  assert.deepEqual(await read(expired), refused)
  const carol = await makePatient(relay_app)
  const token = await issue(carol)
  assert.deepEqual(await read(token), allowed)
  await relay_app.asActor(patientActor(carol), (tx) => endRevoked(tx, carol, token.consent.consent_id))
  assert.deepEqual(await read(token), refused)
})

test('an agent reads only while its own consent and that of the doctor are both live', async () => {
  const { relay_app } = relay.as
  for (const ends of ['doctor', 'agent'] as const) {
    const alice = await makePatient(relay_app)
    const forDoctor = makeConsent(alice, makeGrantee())
    const forAgent = makeConsent(alice, makeGrantee(), { granted_to_type: 'agent' })
    await keepConsent(relay_app, forDoctor)
    await keepConsent(relay_app, forAgent)
    const token = await issue(alice, {
      consent: forDoctor.record,
      agentConsent: forAgent.record,
      actorType: 'agent',
    })
    assert.deepEqual(await read(token), allowed)
    const ended = ends === 'doctor' ? forDoctor : forAgent
    await relay_app.asActor(patientActor(alice), (tx) => endRevoked(tx, alice, ended.record.consent_id))
    assert.deepEqual(await read(token), refused)
  }
})

test('without its entry there is no read', async () => {
  const alice = await makePatient(relay.as.relay_app)
  const token = await issue(alice)
  const eventId = randomUUID()
  assert.deepEqual(await read(token, { eventId }), allowed)
  await assert.rejects(read(token, { eventId }), { code: '23505' })
})

test('a clock set back revives no consent: the highest time that was noted counts', async () => {
  await using own = await openRelayDatabase()
  const { relay_app } = own.as
  const alice = await makePatient(relay_app)
  const consent = makeConsent(alice, makeGrantee())
  await keepConsent(relay_app, consent)
  const live = async () => {
    const rows = await relay_app.asActor(patientActor(alice), (tx) =>
      tx.query('select from consents where valid_until > relay_now()'),
    )
    return rows.length
  }
  assert.equal(await live(), 1)
  const note = (time: Date) =>
    relay_app.asActor(service, (tx) => tx.query('update clock_marks set noted_at = $1', [time]))
  await note(new Date(Date.now() + 31 * DAY_MILLISECONDS))
  assert.equal(await live(), 0)
  await assert.rejects(note(new Date()), { code: '23514' })
  await relay_app.asActor(patientActor(alice), (tx) =>
    tx.query("update clock_marks set noted_at = noted_at + interval '1 day'"),
  )
  assert.equal(await live(), 0)
})
