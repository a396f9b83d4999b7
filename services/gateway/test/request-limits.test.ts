/**
 * Goal: who asks too often has to wait and is told how long; others do not pay for it.
 * Method: gateways with small limits in front of the real services.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeDpopKey } from '@nornos/client'
import { TestPlatform } from '@nornos/platform/testing'
import { signedInHeaders, startGateway } from './gateway-in-front.ts'

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

test('past the limit without a sign-in the answer is 429 with the time to wait', async () => {
  await using gateway = await startGateway(env, { limits: { anonymousPerMinute: 3, personPerMinute: 100 } })
  const alice = await env.makePatient()
  const replies = []
  for (let asked = 0; asked < 4; asked++) {
    // What a caller says about where it comes from counts for nothing.
    replies.push(await fetch(`${gateway.url}/v1/me`, { headers: { 'x-forwarded-for': `192.0.2.${asked}` } }))
  }
  assert.deepEqual(
    replies.map(({ status }) => status),
    [401, 401, 401, 429],
  )
  const wait = Number(replies[3]?.headers.get('retry-after'))
  assert.ok(wait >= 1 && wait <= 60, `${wait} s`)
  assert.equal(replies[3]?.headers.get('content-type'), 'application/problem+json')
  const headers = await signedInHeaders(env, alice, 'GET', '/v1/me')
  assert.equal((await fetch(`${gateway.url}/v1/me`, { headers })).status, 200)
})

test('made-up tokens count like no sign-in at all, however many there are', async () => {
  await using gateway = await startGateway(env, { limits: { anonymousPerMinute: 3, personPerMinute: 100 } })
  const patient = `/v1/patients/${crypto.randomUUID()}/data`
  const { proof } = await makeDpopKey()
  const ask = async (path: string, number: number) => {
    const token = `${'m'.repeat(42)}${number}`
    const dpop = await proof({ method: 'GET', url: `${env.publicUrl}${path}`, token })
    const headers = { authorization: `DPoP ${token}`, dpop }
    return (await fetch(`${gateway.url}${path}`, { headers })).status
  }
  assert.deepEqual([await ask(patient, 0), await ask(patient, 1)], [404, 404])
  assert.deepEqual([await ask('/v1/me', 2), await ask('/v1/me', 3), await ask(patient, 4)], [401, 429, 429])
})

test('a token that has opened something is not held up by strangers in the same network', async () => {
  const limits = { anonymousPerMinute: 2, personPerMinute: 100 }
  await using gateway = await startGateway(env, { limits })
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  await alice.share(bob.granteeId, ['hrv'])
  const { patientId } = alice
  const grant = await bob.api.accessTokenIssue({ body: { patientId, purpose: 'routine_checkup' } })
  const token = grant.body?.accessToken ?? ''
  const path = `/v1/patients/${patientId}/data`
  const read = async () => {
    const dpop = await bob.dpopKey.proof({ method: 'GET', url: `${env.publicUrl}${path}`, token })
    return (await fetch(`${gateway.url}${path}`, { headers: { authorization: `DPoP ${token}`, dpop } }))
      .status
  }
  assert.equal(await read(), 200)
  const strangers = [await fetch(`${gateway.url}/v1/me`), await fetch(`${gateway.url}/v1/me`)]
  assert.deepEqual(
    strangers.map(({ status }) => status),
    [401, 429],
  )
  assert.equal(await read(), 200)
})

test('the limit of one person is not the limit of another', async () => {
  await using gateway = await startGateway(env, { limits: { anonymousPerMinute: 100, personPerMinute: 2 } })
  const [alice, bea] = [await env.makePatient(), await env.makePatient('Bea Moen')]
  const ask = async (person: typeof alice) => {
    const headers = await signedInHeaders(env, person, 'GET', '/v1/me')
    return (await fetch(`${gateway.url}/v1/me`, { headers })).status
  }
  assert.deepEqual([await ask(alice), await ask(alice), await ask(alice)], [200, 200, 429])
  assert.equal(await ask(bea), 200)
})

test('behind a proxy of ours the last address that it names is the network', async () => {
  const limits = { anonymousPerMinute: 1, personPerMinute: 100 }
  await using gateway = await startGateway(env, { limits, behindProxy: true })
  const ask = async (addresses: string) =>
    (await fetch(`${gateway.url}/v1/me`, { headers: { 'x-forwarded-for': addresses } })).status
  assert.equal(await ask('192.0.2.1'), 401)
  assert.equal(await ask('203.0.113.9, 192.0.2.1'), 429)
  assert.equal(await ask('192.0.2.1, 203.0.113.9'), 401)
})
