/**
 * Goal: neighbours add to the trail what they did themselves, once, and nothing else.
 * Method: relay over HTTP with the service tokens of several neighbours.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { makeEvent } from './kept-rows.ts'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())

test('an outbox that is delivered twice leaves one entry', async () => {
  const alice = await env.makePatient()
  const event = makeEvent(alice.id, { action: 'sign-in.new-device', details: { deviceName: 'a telephone' } })
  const other = makeEvent(alice.id, { action: 'sign-in.new-device', details: { deviceName: 'a tablet' } })
  const auth = env.serviceApi('auth')
  assert.equal((await auth.auditAppend({ body: { events: [event] } })).status, 204)
  assert.equal((await auth.auditAppend({ body: { events: [event, other] } })).status, 204)
  const trail = (await alice.api.trailList({ query: {} })).body?.events ?? []
  assert.deepEqual(trail.slice(0, 2), [other, event])
  assert.equal(trail.filter(({ action }) => action === 'sign-in.new-device').length, 2)
})

test('a neighbour reports its own acts; accesses and consents are relay’s alone', async () => {
  const alice = await env.makePatient()
  const signIn = makeEvent(alice.id, { action: 'sign-in.new-device', details: { deviceName: 'x' } })
  const read = makeEvent(alice.id, {
    action: 'data.read',
    details: { items: 1, bytes: 1, resolution: 'raw' },
  })
  const report = async (by: 'auth' | 'vault' | 'stranger', event: typeof read) =>
    (await env.serviceApi(by).auditAppend({ body: { events: [event] } })).problem
  assert.equal(await report('vault', signIn), 'not-your-role')
  assert.equal(await report('vault', read), 'not-your-role')
  assert.equal(await report('auth', read), 'not-your-role')
  assert.equal(await report('stranger', signIn), 'sign-in-needed')
  assert.equal(await report('auth', signIn), undefined)
  assert.equal(await report('vault', makeEvent(alice.id)), undefined)
})

test('pages of the trail follow each other without a gap, and only into one’s own trail', async () => {
  const [alice, mallory] = [await env.makePatient(), await env.makePatient()]
  const events = Array.from({ length: 5 }, () => makeEvent(alice.id))
  await env.serviceApi('vault').auditAppend({ body: { events } })
  const page = async (person: typeof alice, before?: string) =>
    (await person.api.trailList({ query: { ...(before ? { before } : {}), limit: '2' } })).body?.events ?? []
  const seen: string[] = []
  for (let last: string | undefined; ; last = seen.at(-1)) {
    const events = await page(alice, last)
    if (events.length === 0) break
    seen.push(...events.map((event) => event.eventId))
  }
  assert.equal(seen.length, 6)
  assert.equal(new Set(seen).size, 6)
  assert.deepEqual(await page(mallory, seen[0]), [])
})
