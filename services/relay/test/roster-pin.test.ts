/**
 * Goal: only a patient's own root key decides which devices may sign.
 * Method: relay over HTTP with rosters made by hand from the specification.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { platformId } from './kept-rows.ts'
import { type RelayAlone, startRelayAlone } from './relay-alone.ts'
import { makeSigningKey, makeSigningPatient } from './signing-patient.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')

test('the first roster pins the root key, and the same roster again changes nothing', async () => {
  const signing = await makeSigningPatient(platformId)
  const { api } = await env.signIn('patient', signing.id)
  assert.equal((await api.rosterRead({})).problem, 'not-found')
  const body = { roster: text(signing.roster) }
  const pinned = await api.rosterPin({ body })
  assert.partialDeepStrictEqual(pinned, {
    status: 200,
    body: { number: 1, hash: createHash('sha256').update(signing.roster).digest('hex') },
  })
  assert.deepEqual((await api.rosterPin({ body })).body, pinned.body)
  assert.deepEqual((await api.rosterRead({})).body, pinned.body)
  const trail = await api.trailList({ query: {} })
  assert.deepEqual(
    trail.body?.events.map(({ action, details }) => [action, details]),
    [['roster.changed', { rosterNumber: 1 }]],
  )
})

test('the next roster follows the last by number, hash and key; nothing else does', async () => {
  const alice = await env.makePatient()
  const second = await alice.nextRoster(alice.roster, 2)
  const stolen = await alice.nextRoster(alice.roster, 2, await makeSigningKey())
  const gap = await alice.nextRoster(alice.roster, 3)
  const forked = await alice.nextRoster(new Uint8Array(3), 2)
  for (const refused of [stolen, gap, forked, second.slice(0, -1)]) {
    const reply = await alice.api.rosterPin({ body: { roster: text(refused) } })
    assert.equal(reply.problem, 'roster-refused')
  }
  assert.equal((await alice.api.rosterPin({ body: { roster: text(second) } })).body?.number, 2)
  assert.equal(
    (await alice.api.rosterPin({ body: { roster: text(alice.roster) } })).problem,
    'roster-refused',
  )
})

test("another patient's roster is refused", async () => {
  const alice = await makeSigningPatient(platformId)
  const mallory = await env.makePatient()
  const reply = await mallory.api.rosterPin({ body: { roster: text(alice.roster) } })
  assert.equal(reply.problem, 'roster-refused')
})
