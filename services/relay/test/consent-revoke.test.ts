/**
 * Goal: stopping takes effect at once and looks exactly like absence.
 * Method: relay over HTTP; answers are compared as bytes and headers; shared-data is also down.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'
import {
  accessTokenOf,
  hrvPath,
  issuePlainly,
  readPlainly,
  shareWithDoctor,
  unknownPatient,
} from './shared-reading.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())
beforeEach(() => {
  env.sharedData.answers = { '/v1/reads': () => Response.json({ values: [1] }) }
})

test('a doctor reads under a consent, and nothing the moment it is stopped', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  const token = await accessTokenOf(bob, alice.id)
  assert.equal((await readPlainly(env, bob, token, hrvPath(alice.id))).status, 200)

  const stopped = await alice.api.consentRevoke({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  assert.partialDeepStrictEqual(stopped, { status: 200, body: { state: 'ended' } })
  assert.equal((await readPlainly(env, bob, token, hrvPath(alice.id))).status, 404)
  assert.equal((await issuePlainly(env, bob, alice.id)).status, 404)
  assert.deepEqual((await bob.api.shareList({})).body?.shares, [])
  assert.equal((await alice.api.consentList({})).body?.consents[0]?.state, 'ended')
  assert.deepEqual(
    env.sharedData.asked.filter(({ path }) => path.endsWith(`${consent.record.consent_id}/end`)).length,
    1,
  )
})

test('what was shared long ago can be stopped, however much was shared since', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  await env.database.as.superuser.query(
    `insert into consents (consent_id, version, patient_id, granted_to, granted_to_type, purpose, valid_from,
       valid_until, record, signature, act_id, offered_at, accepted_at, ended_at, ended_because)
     select one.id, c.version, c.patient_id, c.granted_to, c.granted_to_type, c.purpose, c.valid_from, c.valid_until,
       jsonb_set(c.record, '{consent_id}', to_jsonb(one.id::text)), c.signature, c.act_id,
       c.offered_at + interval '1 minute', c.accepted_at, now(), 'expired'
     from consents c, (select gen_random_uuid() as id from generate_series(1, 1001)) one
     where c.consent_id = $1`,
    [consent.record.consent_id],
  )
  const stopped = await alice.api.consentRevoke({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  assert.equal(stopped.status, 200)
  assert.equal((await issuePlainly(env, bob, alice.id)).status, 404)
})

test('stopped, never shared and not there are one answer, to the byte', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  const { alice: stranger } = await shareWithDoctor(env)
  const token = await accessTokenOf(bob, alice.id)
  await alice.api.consentRevoke({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  const never = await issuePlainly(env, bob, unknownPatient())
  assert.equal(never.status, 404)
  assert.deepEqual(await issuePlainly(env, bob, alice.id), never)
  assert.deepEqual(await issuePlainly(env, bob, stranger.id), never)
  const wrongToken = randomBytes(32).toString('base64url')
  for (const [presented, patientId] of [
    [token, alice.id],
    [token, stranger.id],
    [wrongToken, alice.id],
    [wrongToken, unknownPatient()],
  ] as const) {
    assert.deepEqual(await readPlainly(env, bob, presented, hrvPath(patientId)), never)
  }
})

test('refused access is in the trail of who once shared, and in nobody else’s', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  const { alice: stranger } = await shareWithDoctor(env)
  await alice.api.consentRevoke({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  await issuePlainly(env, bob, alice.id)
  await issuePlainly(env, bob, stranger.id)
  const newest = async (person: typeof alice) =>
    (await person.api.trailList({ query: { limit: '1' } })).body?.events[0]
  assert.partialDeepStrictEqual(await newest(alice), {
    action: 'access-token.refused',
    outcome: 'refused',
    actor: bob.id,
  })
  assert.equal((await newest(stranger))?.action, 'consent.created')
})

test('while shared-data is down the stop is pending, relay refuses already, and the job finishes it', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  const token = await accessTokenOf(bob, alice.id)
  env.sharedData.answers['/v1/grants/:id/end'] = () => Promise.reject(new TypeError('down'))
  const request = {
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  }
  const stopped = await alice.api.consentRevoke(request)
  assert.partialDeepStrictEqual(stopped, { status: 202, body: { state: 'pending' } })
  assert.equal((await readPlainly(env, bob, token, hrvPath(alice.id))).status, 404)
  const state = async () => (await alice.api.consentList({})).body?.consents[0]?.state
  assert.equal(await state(), 'pending')

  env.sharedData.answers = {}
  const until = performance.now() + 10_000
  while ((await state()) === 'pending') assert.ok(performance.now() < until, 'still pending after 10 s')
  assert.equal(await state(), 'ended')
  const again = await alice.api.consentRevoke(request)
  assert.deepEqual([again.status, again.body?.endedAt], [200, stopped.body?.endedAt])
})

test('only the patient stops a share, with a signature of their own device', async () => {
  const { alice, consent } = await shareWithDoctor(env)
  const mallory = await env.makePatient()
  const params = { consentId: consent.record.consent_id }
  const good = await alice.revocation(consent)
  const forged = { ...good, signature: (await mallory.revocation(consent)).signature }
  assert.equal((await alice.api.consentRevoke({ params, body: forged })).problem, 'consent-not-signed')
  assert.equal((await mallory.api.consentRevoke({ params, body: good })).problem, 'not-found')
  const other = await alice.consent((await env.makeDoctor()).granteeId)
  const unknown = await alice.revocation(other)
  assert.equal(
    (await alice.api.consentRevoke({ params: { consentId: other.record.consent_id }, body: unknown }))
      .problem,
    'not-found',
  )
  assert.equal((await alice.api.consentList({})).body?.consents[0]?.state, 'live')
})

test('what was stopped is never continued: no later version of it is accepted', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  await alice.api.consentRevoke({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  const next = await alice.consent(bob.granteeId, { consent_id: consent.record.consent_id, version: 2 })
  const reply = await alice.api.consentCreate({ body: { consents: [next] } })
  assert.equal(reply.problem, 'consent-not-valid')
  const fresh = await alice.consent(bob.granteeId)
  assert.equal((await alice.api.consentCreate({ body: { consents: [fresh] } })).status, 201)
})
