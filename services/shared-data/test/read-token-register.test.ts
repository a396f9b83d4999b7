/**
 * Goal: relay alone cannot make itself a reader: it needs the session of the person to whom the patient gave access,
 * and gets no more and no longer than that consent.
 * Method: relay's real service key, and every lie that it could tell.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ANALYSIS_AGENTS_ID, millisecondsToInstant, type SignedConsent } from '@nornos/health-model'
import {
  accept,
  type Doctor,
  makeTokenHash,
  type Patient,
  type SharedDataAlone,
  startSharedDataAlone,
} from './shared-data-alone.ts'

let env: SharedDataAlone
let alice: Patient
let bob: Doctor
let consent: SignedConsent

before(async () => {
  env = await startSharedDataAlone()
  ;[alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  consent = await alice.consent(bob.membership.granteeId)
  await accept(env, consent)
})
after(() => env[Symbol.asyncDispose]())

type Body = Parameters<SharedDataAlone['asRelay']['readTokenRegister']>[0]['body']

const ask = (change: Partial<Body> = {}, as = env.asRelay) =>
  as.readTokenRegister({
    body: {
      tokenHash: makeTokenHash(),
      patientId: alice.id,
      sessionToken: bob.sessionToken,
      consentId: consent.record.consent_id,
      keyThumbprint: bob.dpopKey.thumbprint,
      expiresAt: consent.record.valid_until,
      ...change,
    },
  })

test('with the session of the doctor whom the consent names, a token is accepted, for ten minutes at most', async () => {
  const tokenHash = makeTokenHash()
  assert.equal((await ask({ tokenHash })).status, 204)
  const [row] = await env.database.as.superuser.query<{ minutes: number; token: string }>(
    `select round(extract(epoch from expires_at - registered_at) / 60)::integer as minutes,
       encode(token_hash, 'hex') as token from read_tokens where token_hash = decode($1, 'hex')`,
    [tokenHash],
  )
  assert.deepEqual(row, { minutes: 10, token: tokenHash })
})

test('nobody but relay registers tokens', async () => {
  assert.equal((await ask({}, env.asService('agents'))).problem, 'not-your-role')
})

test('without a session, or with one for another service, of another issuer, or over, there is no token', async () => {
  const { id, dpopKey, membership } = bob
  const subject = { type: 'doctor', id, organizations: [membership], thumbprint: dpopKey.thumbprint } as const
  const elsewhere = await env.issuer.sign({ ...subject, audience: ['nornos:relay'] })
  const over = await env.issuer.sign({ ...subject, endsIn: '-1s' })
  for (const sessionToken of ['', 'nonsense', elsewhere, over]) {
    assert.equal((await ask({ sessionToken })).problem, 'not-found')
  }
})

test('the session of somebody else opens nothing: another doctor, a role that does not treat, a patient', async () => {
  const carol = await env.makeDoctor()
  const clerk = await env.makeDoctor({ granteeId: bob.membership.granteeId, treating: false })
  const patient = await env.signIn('patient', crypto.randomUUID(), [bob.membership])
  for (const person of [carol, clerk, patient]) {
    const change = { sessionToken: person.sessionToken, keyThumbprint: person.dpopKey.thumbprint }
    assert.equal((await ask(change)).problem, 'not-found')
  }
  // The same person at another practice is another grantee.
  const elsewhere = await env.signIn('doctor', bob.id, [
    { ...bob.membership, granteeId: crypto.randomUUID(), id: crypto.randomUUID() },
  ])
  const change = { sessionToken: elsewhere.sessionToken, keyThumbprint: elsewhere.dpopKey.thumbprint }
  assert.equal((await ask(change)).problem, 'not-found')
})

test('a key that is not the session’s is refused: relay cannot bind the token to its own', async () => {
  assert.equal((await ask({ keyThumbprint: 'r'.repeat(43) })).problem, 'not-found')
})

test('a consent of another patient, one that is unknown, one that has ended and one not yet begun open nothing', async () => {
  const carol = await env.makePatient()
  const later = await carol.consent(bob.membership.granteeId, {
    valid_from: millisecondsToInstant(Date.now() + 3_600_000),
  })
  await accept(env, later)
  const ended = await carol.consent(bob.membership.granteeId, { purpose: 'treatment' })
  await accept(env, ended)
  await env.asRelay.grantEnd({
    params: { consentId: ended.record.consent_id },
    body: await carol.revocation(ended),
  })
  const unknown = await carol.consent(bob.membership.granteeId)
  for (const change of [
    { patientId: carol.id },
    { consentId: unknown.record.consent_id },
    { patientId: carol.id, consentId: later.record.consent_id },
    { patientId: carol.id, consentId: ended.record.consent_id },
  ]) {
    assert.equal((await ask(change)).problem, 'not-found')
  }
})

test('an agent needs a consent of its own, for an agent, for the same purpose', async () => {
  const carol = await env.makeDoctor()
  const otherDoctor = await alice.consent(carol.membership.granteeId)
  const otherPurpose = await alice.consent(ANALYSIS_AGENTS_ID, {
    granted_to_type: 'agent',
    purpose: 'treatment',
  })
  await accept(env, otherDoctor, otherPurpose)
  for (const agentConsentId of [
    otherDoctor.record.consent_id,
    otherPurpose.record.consent_id,
    (await alice.consent(ANALYSIS_AGENTS_ID)).record.consent_id,
  ]) {
    assert.equal((await ask({ agentConsentId })).problem, 'not-found')
  }
  const agents = await alice.consent(ANALYSIS_AGENTS_ID, { granted_to_type: 'agent' })
  await accept(env, agents)
  const reply = await ask({ agentConsentId: agents.record.consent_id, keyThumbprint: 'a'.repeat(43) })
  assert.equal(reply.status, 204)
  // An agent's consent alone, with a doctor's session, is not the doctor's.
  assert.equal((await ask({ consentId: agents.record.consent_id })).problem, 'not-found')
})

test('a consent for an organization opens for those who treat there', async () => {
  const carol = await env.makePatient()
  const forPractice = await carol.consent(bob.membership.id, { granted_to_type: 'organization' })
  await accept(env, forPractice)
  const change = { patientId: carol.id, consentId: forPractice.record.consent_id }
  assert.equal((await ask(change)).status, 204)
  const outsider = await env.makeDoctor()
  const asOutsider = { sessionToken: outsider.sessionToken, keyThumbprint: outsider.dpopKey.thumbprint }
  assert.equal((await ask({ ...change, ...asOutsider })).problem, 'not-found')
})
