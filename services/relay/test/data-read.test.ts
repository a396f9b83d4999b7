/**
 * Goal: data leave only after their entry is on disk, only with the right key, and unread by relay.
 * Method: relay over HTTP; shared-data answers with bytes that no parser would keep, looks into the trail while it
 * is asked, and fails.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { EventId } from '@nornos/health-model'
import { listTrail } from '../src/store/audit-store.ts'
import { patientActor } from './kept-rows.ts'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'
import { accessTokenOf, hrvPath, readPlainly, shareWithDoctor } from './shared-reading.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())
beforeEach(() => {
  env.sharedData.answers = {}
  env.sharedData.asked.length = 0
})

const json = { 'content-type': 'application/json' }

test('whoever has signed out reads nothing more and gets no new token, and nobody else notices', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  env.sharedData.answers = { '/v1/reads': () => Response.json({}) }
  const other = await env.makeDoctor()
  await alice.api.consentCreate({ body: { consents: [await alice.consent(other.granteeId)] } })
  const [token, others] = [await accessTokenOf(bob, alice.id), await accessTokenOf(other, alice.id)]
  const read = async () => (await readPlainly(env, bob, token, hrvPath(alice.id))).status
  assert.equal(await read(), 200)
  env.endSession(bob.sessionToken)
  const endedAt = performance.now()
  while ((await read()) === 200) assert.ok(performance.now() - endedAt < 1_000, 'still open')
  const stranger = await readPlainly(env, bob, 'never-issued', hrvPath(alice.id))
  assert.deepEqual(await readPlainly(env, bob, token, hrvPath(alice.id)), stranger)
  await assert.rejects(accessTokenOf(bob, alice.id), /not-found/)
  assert.equal((await readPlainly(env, other, others, hrvPath(alice.id))).status, 200)
})

test('what shared-data answers goes through byte for byte', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const bytes = '{ "values" : [ 1.0, 2e0 ],\r\n"values":[3] }  '
  env.sharedData.answers['/v1/reads'] = () => new Response(bytes, { headers: { ...json, 'x-inner': 'a' } })
  const token = await accessTokenOf(bob, alice.id)
  const answer = await readPlainly(env, bob, token, hrvPath(alice.id))
  assert.partialDeepStrictEqual(answer, { status: 200, text: bytes, headers: json })
  assert.equal(answer.headers['x-inner'], undefined)
  const asked = env.sharedData.asked.find(({ path }) => path === '/v1/reads')?.body
  assert.partialDeepStrictEqual(asked, { patientId: alice.id, field: 'hrv', query: { metric: 'hrv_sdnn' } })
})

test('the entry is in the trail before shared-data is asked, and names the same event', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const token = await accessTokenOf(bob, alice.id)
  const found: unknown[] = []
  env.sharedData.answers['/v1/reads'] = async (_, body) => {
    const events = await env.database.as.audit_read.asActor(patientActor(alice.id), (tx) =>
      listTrail(tx, alice.id, null, 1),
    )
    found.push(events[0]?.action, events[0]?.eventId === EventId.parse(Reflect.get(Object(body), 'eventId')))
    return new Response('{}', { headers: json })
  }
  assert.equal((await readPlainly(env, bob, token, hrvPath(alice.id))).status, 200)
  assert.deepEqual(found, ['data.read', true])
})

test('when shared-data fails the reader gets an outage, and the entry stays', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const token = await accessTokenOf(bob, alice.id)
  for (const answer of [
    () => Promise.reject(new TypeError('connection refused')),
    () => new Response('{"secret":"row"}', { status: 500, headers: json }),
  ]) {
    env.sharedData.answers['/v1/reads'] = answer
    const { status, text } = await readPlainly(env, bob, token, hrvPath(alice.id))
    assert.equal(status, 503)
    assert.doesNotMatch(text, /secret|refused/)
  }
  const actions = (await alice.api.trailList({ query: {} })).body?.events.map((event) => event.action)
  assert.deepEqual(actions?.slice(0, 3), ['data.read', 'data.read', 'access-token.issued'])
})

test('what shared-data no longer serves is the same 404', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const token = await accessTokenOf(bob, alice.id)
  env.sharedData.answers['/v1/reads'] = () => new Response('{"why":"ended"}', { status: 404, headers: json })
  const { status, text } = await readPlainly(env, bob, token, hrvPath(alice.id))
  assert.equal(status, 404)
  assert.doesNotMatch(text, /ended/)
})

test('a field outside the consent, a metric of another field and another key do not exist', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const eve = await env.makeDoctor()
  const token = await accessTokenOf(bob, alice.id)
  env.sharedData.answers['/v1/reads'] = () => Response.json({})
  const never = await readPlainly(env, bob, token, hrvPath(bob.id))
  assert.equal(never.status, 404)
  const path = hrvPath(alice.id)
  assert.deepEqual(await readPlainly(env, eve, token, path), never)
  const otherField = path.replace('/hrv?', '/heart_rate?').replace('hrv_sdnn', 'heart_rate')
  assert.deepEqual(await readPlainly(env, bob, token, otherField), never)
  assert.deepEqual(await readPlainly(env, bob, token, path.replace('hrv_sdnn', 'heart_rate')), never)
  assert.equal(env.sharedData.asked.filter(({ path: asked }) => asked === '/v1/reads').length, 0)
  assert.equal((await readPlainly(env, bob, token, path)).status, 200)
})

test('a proof is good once, for one address and one token', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const token = await accessTokenOf(bob, alice.id)
  env.sharedData.answers['/v1/reads'] = () => Response.json({})
  const url = `${env.publicUrl}/v1/patients/${alice.id}/data/hrv`
  const read = async (dpop: string) => {
    const full = `${env.publicUrl}${hrvPath(alice.id)}`
    return (await fetch(full, { headers: { authorization: `DPoP ${token}`, dpop } })).status
  }
  const proof = await bob.dpopKey.proof({ method: 'GET', url, token })
  assert.equal(await read(proof), 200)
  assert.equal(await read(proof), 401)
  assert.equal(await read(await bob.dpopKey.proof({ method: 'GET', url, token: 'another' })), 401)
  assert.equal(await read(await bob.dpopKey.proof({ method: 'GET', url: `${url}/x`, token })), 401)
  assert.equal(await read(await bob.dpopKey.proof({ method: 'POST', url, token })), 401)
})
