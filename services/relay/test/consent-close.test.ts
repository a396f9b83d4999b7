/**
 * Goal: who closes an account ends all their sharing without any key, nobody else's, and only just after signing in;
 * nothing can begin that way.
 * Method: relay over HTTP with sessions of every kind; that each other kind of caller is refused stands in authz-matrix.txt.
 */
import assert from 'node:assert/strict'
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

test('all sharing ends at once without a signature, and looks like absence', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const carol = await env.makeDoctor()
  const second = await alice.consent(carol.granteeId, { data_fields: ['sleep'] })
  assert.equal((await alice.api.consentCreate({ body: { consents: [second] } })).status, 201)
  const token = await accessTokenOf(bob, alice.id)
  assert.equal((await readPlainly(env, bob, token, hrvPath(alice.id))).status, 200)

  assert.equal((await alice.api.consentClose({})).status, 204)
  const never = await issuePlainly(env, bob, unknownPatient())
  assert.deepEqual(await readPlainly(env, bob, token, hrvPath(alice.id)), never)
  assert.deepEqual(await issuePlainly(env, bob, alice.id), never)
  assert.deepEqual(await issuePlainly(env, carol, alice.id), never)
  assert.deepEqual((await bob.api.shareList({})).body?.shares, [])
  const states = (await alice.api.consentList({})).body?.consents.map(({ state }) => state)
  assert.deepEqual(states, ['ended', 'ended'])
})

test('the trail says that a session closed it, once for each consent, and never that a device signed', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  assert.equal((await alice.api.consentClose({})).status, 204)
  assert.equal((await alice.api.consentClose({})).status, 204)
  const entries = (await alice.api.trailList({ query: { limit: '20' } })).body?.events ?? []
  assert.deepEqual(
    entries.map(({ action }) => action).filter((action) => action !== 'roster.changed'),
    ['consent.closed', 'consent.created'],
  )
  assert.partialDeepStrictEqual(entries[0], {
    actor: alice.id,
    actorType: 'patient',
    consentId: consent.record.consent_id,
    details: { grantee: bob.granteeId, version: 1 },
  })
})

test('an offer that shared-data has not taken yet ends as well, and is not completed afterwards', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  env.sharedData.answers = { '/v1/grants': () => Promise.reject(new TypeError('down')) }
  const consent = await alice.consent(bob.granteeId)
  assert.equal((await alice.api.consentCreate({ body: { consents: [consent] } })).status, 503)
  assert.equal((await alice.api.consentClose({})).status, 204)
  env.sharedData.answers = {}
  const again = await alice.api.consentCreate({ body: { consents: [consent] } })
  assert.equal(again.body?.consents[0]?.state, 'ended')
  assert.equal((await issuePlainly(env, bob, alice.id)).status, 404)
})

test('a sign-in of eleven minutes ago ends nothing', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const before = await env.signIn('patient', alice.id, [], Date.now() - 11 * 60_000)
  assert.partialDeepStrictEqual(await before.api.consentClose({}), { status: 403, problem: 'sign-in-again' })
  assert.equal((await alice.api.consentList({})).body?.consents[0]?.state, 'live')
  assert.equal((await issuePlainly(env, bob, alice.id)).status, 201)
})

test('another patient ends their own sharing alone, and a doctor or a service none', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const { alice: mallory } = await shareWithDoctor(env)
  assert.equal((await mallory.api.consentClose({})).status, 204)
  assert.equal((await bob.api.consentClose({})).status, 403)
  const impostor = await env.signIn('doctor', alice.id)
  assert.equal((await impostor.api.consentClose({})).status, 403)
  const agent = await env.signIn('agent', alice.id)
  assert.equal((await agent.api.consentClose({})).status, 401)
  assert.equal((await env.serviceApi('agents').consentClose({})).status, 401)
  assert.equal((await alice.api.consentList({})).body?.consents[0]?.state, 'live')
  assert.equal((await mallory.api.consentList({})).body?.consents[0]?.state, 'ended')
})

test('what was closed is never continued or revived; a new consent takes a signature as ever', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  await alice.api.consentClose({})
  const again = await alice.api.consentCreate({ body: { consents: [consent] } })
  assert.equal(again.body?.consents[0]?.state, 'ended')
  const next = await alice.consent(bob.granteeId, { consent_id: consent.record.consent_id, version: 2 })
  assert.equal((await alice.api.consentCreate({ body: { consents: [next] } })).problem, 'consent-not-valid')
  const fresh = await alice.consent(bob.granteeId)
  const unsigned = { ...fresh, signature: next.signature }
  assert.equal(
    (await alice.api.consentCreate({ body: { consents: [unsigned] } })).problem,
    'consent-not-signed',
  )
  assert.equal((await issuePlainly(env, bob, alice.id)).status, 404)
  assert.equal((await alice.api.consentCreate({ body: { consents: [fresh] } })).status, 201)
})

test('the database knows the reason, and keeps what was closed as it is', async () => {
  const { alice, consent } = await shareWithDoctor(env)
  await alice.api.consentClose({})
  const where = [consent.record.consent_id]
  const { superuser } = env.database.as
  const rows = await superuser.query('select ended_because from consents where consent_id = $1', where)
  assert.deepEqual(rows, [{ ended_because: 'closed' }])
  const revived = await alice.api.consentRevoke({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  assert.equal(revived.status, 200)
  assert.deepEqual(
    await superuser.query('select ended_because from consents where consent_id = $1', where),
    rows,
  )
})
