/**
 * Goal: signing out takes effect at the gateway at once, not when the session token ends.
 * Method: the whole platform; the question goes to a service that knows session tokens and nothing of sessions.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type TestPerson, TestPlatform } from '@nornos/platform/testing'
import { signedInHeaders } from './gateway-in-front.ts'

const path = '/v1/trail'
const withinMs = 1_000

let env: TestPlatform
before(async () => {
  env = await TestPlatform.create()
})
after(() => env[Symbol.asyncDispose]())

test('a session that was ended is refused within a second, and everybody else goes on', async () => {
  const [alice, bea] = [await env.makePatient(), await env.makePatient('Bea Moen')]
  assert.equal((await alice.api.trailList({ query: {} })).status, 200)
  assert.equal((await alice.api.sessionEnd({})).status, 204)
  const endedAt = performance.now()
  let reply = await alice.api.trailList({ query: {} })
  while (reply.status === 200 && performance.now() - endedAt < 10 * withinMs) {
    reply = await alice.api.trailList({ query: {} })
  }
  const took = performance.now() - endedAt
  assert.equal(reply.problem, 'sign-in-needed')
  assert.ok(took < withinMs, `refused after ${took.toFixed(0)} ms`)
  assert.equal((await bea.api.trailList({ query: {} })).status, 200)
})

test('what a session has open ends within two seconds of it, and nobody else’s does', async () => {
  const [bob, eve] = [await env.makeDoctor(), await env.makeDoctor('Eve Moe')]
  const own = await endOfShares(bob)
  const others = await endOfShares(eve)
  assert.equal((await bob.api.sessionEnd({})).status, 204)
  const outcome = await Promise.race([own.ended, later(2_000)])
  assert.equal(outcome, 'ended')
  assert.equal(await Promise.race([others.ended, later(200)]), 'open')
  others.stop()
})

async function endOfShares(person: TestPerson) {
  const path = '/v1/shares/events'
  const stop = new AbortController()
  const headers = await signedInHeaders(env, person, 'GET', path)
  const { body } = await fetch(`${env.publicUrl}${path}`, { headers, signal: stop.signal })
  const drain = async () => {
    for await (const _ of body ?? []);
  }
  return { ended: drain().then(endedBy, endedBy), stop: () => stop.abort() }
}

const endedBy = () => 'ended'

async function later(milliseconds: number): Promise<'open'> {
  await sleep(milliseconds, null, { ref: false })
  return 'open'
}

test('a token that was altered, of another key or without a proof is refused', async () => {
  const [alice, bea] = [await env.makePatient(), await env.makePatient('Bea Moen')]
  const own = await signedInHeaders(env, alice, 'GET', path)
  assert.equal(await status(own), 200)
  const foreign = await signedInHeaders(env, bea, 'GET', path)
  const fresh = await signedInHeaders(env, alice, 'GET', path)
  assert.equal(await status({ ...fresh, dpop: foreign['dpop'] ?? '' }), 401)
  assert.equal(await status({ authorization: own['authorization'] ?? '' }), 401)
  const altered = (own['authorization'] ?? '').replace(/.{6}$/, 'AAAAAA')
  assert.equal(
    await status({ ...(await signedInHeaders(env, alice, 'GET', path)), authorization: altered }),
    401,
  )
})

async function status(headers: Record<string, string>): Promise<number> {
  return (await fetch(`${env.publicUrl}${path}`, { headers })).status
}
