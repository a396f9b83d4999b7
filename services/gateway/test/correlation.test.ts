/**
 * Goal: one id leads from what a person saw to every log line about it, and no log line repeats what they sent.
 * Method: requests that go well, fail and are refused; the log of all services of the process is kept and read.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { GranteeId } from '@nornos/health-model'
import { type TestPatient, TestPlatform } from '@nornos/platform/testing'
import { appOrigin, neighboursOf, nowhere, signedInHeaders, startGateway } from './gateway-in-front.ts'
import { keepLog } from './kept-log.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const secret = 'the kingfisher of 1987'

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

test('every answer carries an id, also refusals and preflights', async () => {
  await using gateway = await startGateway(env, { limits: { anonymousPerMinute: 4, personPerMinute: 100 } })
  const given = randomUUID()
  const answers: readonly (readonly [number, string, RequestInit])[] = [
    [401, '/v1/me', {}],
    [404, '/v1/nothing-here', {}],
    [200, '/oidc/.well-known/openid-configuration', {}],
    [204, '/v1/me', { method: 'OPTIONS', headers: { origin: appOrigin } }],
  ]
  for (const [status, path, init] of answers) {
    const named = await fetch(`${gateway.url}${path}`, {
      ...init,
      headers: { ...init.headers, 'x-correlation-id': given },
    })
    assert.equal(named.headers.get('x-correlation-id'), given, path)
    const unnamed = await fetch(`${gateway.url}${path}`, init)
    assert.equal(unnamed.status, status, path)
    assert.match(unnamed.headers.get('x-correlation-id') ?? '', uuid, path)
  }
  const limited = await fetch(`${gateway.url}/v1/me`)
  assert.equal(limited.status, 429)
  assert.match(limited.headers.get('x-correlation-id') ?? '', uuid)
})

test('an id that is none is replaced, not repeated', async () => {
  for (const wrong of [secret, '1', `${randomUUID()}x`]) {
    const reply = await fetch(`${env.publicUrl}/v1/me`, { headers: { 'x-correlation-id': wrong } })
    assert.match(reply.headers.get('x-correlation-id') ?? '', uuid)
  }
})

test('the id goes along through every hop', async () => {
  using log = keepLog()
  await using gateway = await startGateway(env)
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const id = randomUUID()
  const reply = await giveConsent(gateway.url, alice, bob.granteeId, { 'x-correlation-id': id })
  assert.equal(reply.status, 201, await reply.text())
  assert.equal(reply.headers.get('x-correlation-id'), id)
  const services = log
    .lines()
    .filter((line) => line.correlationId === id)
    .map((line) => line.service)
  assert.deepEqual([...new Set(services)].sort(), ['relay', 'shared-data'])
})

test('bodies, tokens and questions never reach the log', async () => {
  using log = keepLog()
  const neighbours = { ...neighboursOf(env), agents: nowhere }
  await using gateway = await startGateway(env, { neighbours })
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  assert.equal((await giveConsent(gateway.url, alice, bob.granteeId)).status, 201)
  const seen: string[] = []
  const send = async (method: string, path: string, body: string | null, who: TestPatient | typeof bob) => {
    const [plain = ''] = path.split('?')
    const headers = await signedInHeaders(env, who, method, plain)
    seen.push(headers['dpop'] ?? '', (headers['authorization'] ?? '').slice('DPoP '.length))
    const json = { 'content-type': 'application/json', ...headers }
    return (await fetch(`${gateway.url}${path}`, { method, headers: json, body })).status
  }
  const question = `?q=${encodeURIComponent(secret)}`
  assert.equal(await send('POST', '/v1/consents', JSON.stringify({ consents: [secret] }), alice), 400)
  assert.equal(await send('POST', '/v1/consents', `{ "${secret}`, alice), 400)
  assert.equal(await send('GET', `/v1/trail${question}`, null, alice), 400)
  assert.equal(await send('POST', '/v1/agent-runs', JSON.stringify({ note: secret }), bob), 503)
  assert.equal(await send('POST', `/v1/nothing-here${question}`, secret, alice), 404)
  const text = log.text()
  assert.ok(log.lines().some(({ message }) => message === 'neighbour unreachable'))
  for (const word of [secret, encodeURIComponent(secret), alice.name, bob.name, alice.email, ...seen]) {
    assert.equal(text.includes(word), false, word.slice(0, 12))
  }
})

/** As the app does it, with headers of the test's own. */
async function giveConsent(
  gatewayUrl: string,
  alice: TestPatient,
  granteeId: string,
  more: Record<string, string> = {},
): Promise<Response> {
  const consent = await alice.draftConsent({ granted_to: GranteeId.parse(granteeId) })
  const headers = await signedInHeaders(env, alice, 'POST', '/v1/consents')
  return fetch(`${gatewayUrl}/v1/consents`, {
    method: 'POST',
    headers: { ...headers, ...more, 'content-type': 'application/json' },
    body: JSON.stringify({ consents: [consent] }),
  })
}
