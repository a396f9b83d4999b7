/**
 * Goal: when one service is away the answer says so and says when to try again, and the others work on.
 * Method: a gateway whose neighbour is an address at which nothing listens.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TestPlatform } from '@nornos/platform/testing'
import { neighboursOf, nowhere, signedInHeaders, startGateway } from './gateway-in-front.ts'
import { keepLog } from './kept-log.ts'

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

test('a service that is away is a 503 with a time to come back, and only that service', async () => {
  using log = keepLog()
  const neighbours = { ...neighboursOf(env), relay: nowhere }
  await using gateway = await startGateway(env, { neighbours })
  const alice = await env.makePatient()
  const away = await fetch(`${gateway.url}/v1/trail`, {
    headers: await signedInHeaders(env, alice, 'GET', '/v1/trail'),
  })
  assert.equal(away.status, 503)
  assert.equal(away.headers.get('content-type'), 'application/problem+json')
  assert.match(away.headers.get('retry-after') ?? '', /^\d+$/)
  const problem = (await away.json()) as { readonly status: number; readonly detail: string }
  assert.equal(problem.status, 503)
  assert.equal(JSON.stringify(problem).includes('127.0.0.1'), false)
  assert.ok(log.lines().some(({ message }) => message === 'neighbour unreachable'))
  const there = await fetch(`${gateway.url}/v1/me`, {
    headers: await signedInHeaders(env, alice, 'GET', '/v1/me'),
  })
  assert.equal(there.status, 200)
})

test('while the keys of sign-in are out of reach nobody is called signed out', async () => {
  using log = keepLog()
  await using gateway = await startGateway(env, { jwksUrl: `${nowhere}/oidc/jwks` })
  const alice = await env.makePatient()
  const headers = await signedInHeaders(env, alice, 'GET', '/v1/trail')
  assert.equal((await fetch(`${gateway.url}/v1/trail`, { headers })).status, 503)
  assert.equal((await fetch(`${gateway.url}/v1/trail`)).status, 401)
  assert.ok(log.lines().length > 0)
})
