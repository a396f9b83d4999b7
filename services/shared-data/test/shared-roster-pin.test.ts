/**
 * Goal: shared-data believes the patient's own list of devices, and no other.
 * Method: a first roster and its neighbours: the same again, a successor, a gap, another root key, another patient.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { toBase64Url } from '@nornos/std'
import { type SharedDataAlone, startSharedDataAlone } from './shared-data-alone.ts'
import { makeSigningKey, makeSigningPatient } from './signing-patient.ts'

let env: SharedDataAlone

before(async () => {
  env = await startSharedDataAlone()
})
after(() => env[Symbol.asyncDispose]())

test('the same roster again is fine, its successor is taken, and the pin is what the patient reads', async () => {
  const alice = await env.makePatient()
  const again = await alice.api.sharedRosterPin({ body: { roster: toBase64Url(alice.roster) } })
  assert.equal(again.status, 200)
  const next = await alice.api.sharedRosterPin({
    body: { roster: toBase64Url(await alice.nextRoster(alice.roster, 2)) },
  })
  assert.equal(next.body?.number, 2)
  const { body } = await alice.api.sharedRosterRead({})
  assert.deepEqual(body, next.body)
})

test('a gap, a fork, another root key and another patient are refused', async () => {
  const alice = await env.makePatient()
  const mallory = await makeSigningPatient(env.platformId)
  for (const roster of [
    await alice.nextRoster(alice.roster, 3),
    await alice.nextRoster(await alice.nextRoster(alice.roster, 2), 2),
    await alice.nextRoster(alice.roster, 2, { rootKey: await makeSigningKey() }),
    mallory.roster,
    alice.roster.slice(0, -1),
  ]) {
    const reply = await alice.api.sharedRosterPin({ body: { roster: toBase64Url(roster) } })
    assert.equal(reply.problem, 'roster-refused')
  }
  assert.equal((await alice.api.sharedRosterRead({})).body?.number, 1)
})

test('a patient who has pinned nothing reads nothing', async () => {
  const stranger = await env.signIn('patient', crypto.randomUUID())
  assert.equal((await stranger.api.sharedRosterRead({})).problem, 'not-found')
})

test('the trail is told of a new roster once, also when relay does not answer at first', async () => {
  env.relay.status = 500
  env.relay.told.length = 0
  const refused = env.nextLogged('job failed')
  const alice = await env.makePatient()
  await refused
  const delivered = env.nextLogged('audit events delivered')
  env.relay.status = 204
  await delivered
  const [first, ...more] = env.relay.told.map((told) => JSON.stringify(told))
  assert.ok(first?.includes(alice.id) && more.every((told) => told === first))
  const rows = await env.database.as.superuser.query('select from audit_outbox where patient_id = $1', [
    alice.id,
  ])
  assert.equal(rows.length, 0)
})
