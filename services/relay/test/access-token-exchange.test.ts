/**
 * Goal: an agent that reads for a doctor sees only what the patient shares with both, and only the agents' service
 * can ask for it. Method: relay over HTTP with consents that overlap in part; each refusal beside a grant.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { makeDpopKey } from '@nornos/client'
import { ANALYSIS_AGENTS_ID, type PatientId } from '@nornos/health-model'
import { type Doctor, type RelayAlone, startRelayAlone } from './relay-alone.ts'
import { hrvPath, readPlainly, shareWithDoctor } from './shared-reading.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())
beforeEach(() => {
  env.sharedData.answers = { '/v1/reads': () => Response.json({}) }
  env.sharedData.asked.length = 0
})

async function exchange(bob: Doctor, patientId: PatientId, by: 'agents' | 'vault' | 'stranger' = 'agents') {
  const dpopKey = await makeDpopKey()
  const reply = await env.serviceApi(by).accessTokenExchange({
    body: {
      subjectToken: bob.sessionToken,
      agentId: ANALYSIS_AGENTS_ID,
      patientId,
      purpose: 'routine_checkup',
      keyThumbprint: dpopKey.thumbprint,
    },
  })
  return { reply, agent: { ...bob, dpopKey } }
}

test('an agent gets the fields that both consents open, bound to its own key', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  const forAgents = await alice.consent(ANALYSIS_AGENTS_ID, {
    granted_to_type: 'agent',
    data_fields: ['hrv', 'heart_rate'],
  })
  await alice.api.consentCreate({ body: { consents: [forAgents] } })
  const { agent, reply } = await exchange(bob, alice.id)
  assert.partialDeepStrictEqual(reply, {
    status: 201,
    body: {
      fields: ['hrv'],
      consentId: consent.record.consent_id,
      agentConsentId: forAgents.record.consent_id,
    },
  })
  assert.ok(reply.body)
  const { accessToken } = reply.body
  assert.equal((await readPlainly(env, agent, accessToken, hrvPath(alice.id))).status, 200)
  assert.equal((await readPlainly(env, bob, accessToken, hrvPath(alice.id))).status, 404)
  for (const path of [
    hrvPath(alice.id).replace('/hrv?', '/sleep?').replace('hrv_sdnn', 'sleep_duration'),
    hrvPath(alice.id).replace('/hrv?', '/heart_rate?').replace('hrv_sdnn', 'heart_rate'),
  ]) {
    assert.notEqual((await readPlainly(env, agent, accessToken, path)).status, 200)
  }
  const registered = env.sharedData.asked.find(({ path }) => path === '/v1/read-tokens')?.body
  assert.partialDeepStrictEqual(registered, {
    sessionToken: bob.sessionToken,
    agentConsentId: forAgents.record.consent_id,
    keyThumbprint: agent.dpopKey.thumbprint,
  })
  const trail = (await alice.api.trailList({ query: {} })).body?.events ?? []
  assert.ok(trail.some(({ action, actorType }) => action === 'data.read' && actorType === 'agent'))
})

test('without a consent for the agents, for the doctor or with no field in both there is nothing', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  assert.equal((await exchange(bob, alice.id)).reply.problem, 'not-found')
  const apart = await alice.consent(ANALYSIS_AGENTS_ID, {
    granted_to_type: 'agent',
    data_fields: ['heart_rate'],
  })
  await alice.api.consentCreate({ body: { consents: [apart] } })
  assert.equal((await exchange(bob, alice.id)).reply.problem, 'not-found')
  const eve = await env.makeDoctor()
  assert.equal((await exchange(eve, alice.id)).reply.problem, 'not-found')
})

test('only the agents’ service exchanges, only for a doctor who treats', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const forAgents = await alice.consent(ANALYSIS_AGENTS_ID, { granted_to_type: 'agent' })
  await alice.api.consentCreate({ body: { consents: [forAgents] } })
  assert.equal((await exchange(bob, alice.id, 'vault')).reply.problem, 'not-your-role')
  assert.equal((await exchange(bob, alice.id, 'stranger')).reply.problem, 'sign-in-needed')
  const leaver = await env.makeDoctor({ granteeId: bob.granteeId, id: bob.organizationId, treating: false })
  assert.equal((await exchange(leaver, alice.id)).reply.problem, 'not-found')
  assert.equal((await exchange({ ...bob, sessionToken: 'forged' }, alice.id)).reply.problem, 'not-found')
  assert.equal((await exchange(bob, alice.id)).reply.status, 201)
})

test('agents are told when a consent under which they made something is over', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  const consentId = consent.record.consent_id
  const check = async (version = 1) =>
    (await env.serviceApi('agents').consentCheck({ body: { consents: [{ consentId, version }] } })).body
  assert.deepEqual(await check(), { live: true })
  const narrower = await alice.consent(bob.granteeId, {
    consent_id: consentId,
    version: 2,
    data_fields: ['sleep'],
    supersedes: [{ consent_id: consentId, version: 1 }],
  })
  assert.equal((await alice.api.consentCreate({ body: { consents: [narrower] } })).status, 201)
  assert.deepEqual(await check(), { live: false })
  assert.deepEqual(await check(2), { live: true })
  await alice.api.consentRevoke({ params: { consentId }, body: await alice.revocation(narrower) })
  assert.deepEqual(await check(2), { live: false })
  const byVault = await env
    .serviceApi('vault')
    .consentCheck({ body: { consents: [{ consentId, version: 2 }] } })
  assert.equal(byVault.problem, 'not-your-role')
})
