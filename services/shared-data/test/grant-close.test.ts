/**
 * Goal: who closes an account leaves no key and no row of what they shared, without any signature; a sign-in of before,
 * another person and relay end nothing.
 * Method: real files in a real folder; several grants that overlap; sessions of every kind. The grid: authz-matrix.txt.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { blockItems, publish, read } from './published-series.ts'
import { accept, register, type SharedDataAlone, startSharedDataAlone } from './shared-data-alone.ts'

let env: SharedDataAlone

before(async () => {
  env = await startSharedDataAlone()
})
after(() => env[Symbol.asyncDispose]())

/** Two doctors, one of whom sees less, and two fields. */
async function share() {
  const alice = await env.makePatient()
  const [bob, carol] = [await env.makeDoctor(), await env.makeDoctor()]
  const consent = await alice.consent(bob.membership.granteeId, { data_fields: ['hrv', 'heart_rate'] })
  const second = await alice.consent(carol.membership.granteeId, { data_fields: ['hrv'] })
  await accept(env, consent)
  await accept(env, second)
  await publish(alice, await blockItems(alice, { metric: 'hrv_sdnn' }))
  await publish(alice, await blockItems(alice, { metric: 'heart_rate' }))
  return { alice, bob, consent, token: await register(env, bob, consent) }
}

async function rowsOf(patientId: string): Promise<number> {
  const { superuser } = env.database.as
  const tables = ['items', 'field_keys'].map((table) =>
    superuser.query(`select from ${table} where patient_id = $1`, [patientId]),
  )
  return (await Promise.all(tables)).flat().length
}

test('with the answer every key file and every row is gone, and a second time changes nothing', async () => {
  const { alice, bob, consent, token } = await share()
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).status, 200)
  assert.equal((await env.keyFiles(alice.id)).length, 2)
  for (const _ of [1, 2]) {
    assert.equal((await alice.api.grantClose({})).status, 204)
    assert.deepEqual(await env.keyFiles(alice.id), [])
    assert.equal(await rowsOf(alice.id), 0)
    assert.equal((await read(env, token, alice, 'hrv_sdnn')).problem, 'not-found')
  }
  await assert.rejects(register(env, bob, consent))
  const grants = await env.database.as.superuser.query(
    'select distinct ended_because from grants where patient_id = $1',
    [alice.id],
  )
  assert.deepEqual(grants, [{ ended_because: 'closed' }])
})

test('a sign-in of eleven minutes ago, another patient, a doctor and relay end nothing', async () => {
  const { alice, bob, token } = await share()
  const before = await env.signIn('patient', alice.id, [], Date.now() - 11 * 60_000)
  assert.partialDeepStrictEqual(await before.api.grantClose({}), { status: 403, problem: 'sign-in-again' })
  const mallory = await env.makePatient()
  assert.equal((await mallory.api.grantClose({})).status, 204)
  assert.equal((await bob.api.grantClose({})).status, 403)
  assert.equal((await env.asRelay.grantClose({})).status, 401)
  assert.equal((await env.asService('agents').grantClose({})).status, 401)
  assert.equal((await env.keyFiles(alice.id)).length, 2)
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).status, 200)
})

test('what was closed is not accepted again, and a new consent still takes a signature', async () => {
  const { alice, bob, consent } = await share()
  await alice.api.grantClose({})
  const again = await env.asRelay.grantAccept({ body: { consents: [consent] } })
  assert.equal(again.problem, 'consent-not-valid')
  const next = await alice.consent(bob.membership.granteeId, {
    consent_id: consent.record.consent_id,
    version: 2,
  })
  assert.equal((await env.asRelay.grantAccept({ body: { consents: [next] } })).problem, 'consent-not-valid')
  const fresh = await alice.consent(bob.membership.granteeId)
  const unsigned = { ...fresh, signature: next.signature }
  assert.equal(
    (await env.asRelay.grantAccept({ body: { consents: [unsigned] } })).problem,
    'consent-not-signed',
  )
  await accept(env, fresh)
})
