/**
 * Goal: a grant is what the patient's device signed and the rules allow, whatever relay says; a narrower version takes
 * away at once what it no longer covers.
 * Method: relay's own service key, consents that are proper and their neighbours, real items.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { millisecondsToInstant, type SignedConsent } from '@nornos/health-model'
import { blockItems, everyItem, publish, read, seriesStart } from './published-series.ts'
import { accept, register, type SharedDataAlone, startSharedDataAlone } from './shared-data-alone.ts'

let env: SharedDataAlone

before(async () => {
  env = await startSharedDataAlone()
})
after(() => env[Symbol.asyncDispose]())

const grantAccept = (...consents: SignedConsent[]) => env.asRelay.grantAccept({ body: { consents } })

test('a signed consent is accepted, and sending it again changes nothing', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.membership.granteeId)
  assert.equal((await grantAccept(consent)).status, 204)
  assert.equal((await grantAccept(consent)).status, 204)
  const plan = await alice.api.publishPlanRead({})
  assert.deepEqual(
    plan.body?.fields.map(({ field }) => field),
    ['hrv', 'sleep'],
  )
})

test('only relay hands over consents', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consents = [await alice.consent(bob.membership.granteeId)]
  assert.equal((await env.asService('agents').grantAccept({ body: { consents } })).problem, 'not-your-role')
  assert.equal(
    (await env.asService('stranger').grantAccept({ body: { consents } })).problem,
    'sign-in-needed',
  )
})

test('relay cannot change a letter of a consent, nor sign one itself', async () => {
  const [alice, bob, mallory] = [await env.makePatient(), await env.makeDoctor(), await env.makePatient()]
  const { record, signature } = await alice.consent(bob.membership.granteeId)
  const wider = {
    record: { ...record, data_fields: [...record.data_fields, 'genomics' as const] },
    signature,
  }
  const byAnother = await mallory.consent(bob.membership.granteeId, { patient_id: alice.id })
  for (const forged of [wider, byAnother]) {
    assert.equal((await grantAccept(forged)).problem, 'consent-not-signed')
  }
})

test('the rules hold here as well: too long, not for this platform, of an unknown roster, of two patients', async () => {
  const [alice, bob, carol] = [await env.makePatient(), await env.makeDoctor(), await env.makePatient()]
  const grantee = bob.membership.granteeId
  const late = millisecondsToInstant(Date.now() + 400 * 86_400_000)
  const tooLong = await grantAccept(await alice.consent(grantee, { valid_until: late }))
  assert.equal(tooLong.problem, 'consent-not-valid')
  const elsewhere = await alice.consent(grantee, { platform_id: crypto.randomUUID() })
  assert.equal((await grantAccept(elsewhere)).problem, 'consent-not-valid')
  const unknownRoster = await alice.consent(grantee, { roster_number: 2 })
  assert.equal((await grantAccept(unknownRoster)).problem, 'sharing-not-ready')
  const both = [await alice.consent(grantee), await carol.consent(grantee)]
  assert.equal((await grantAccept(...both)).problem, 'consent-not-valid')
})

test('all or none: one consent that breaks a rule holds up the other', async () => {
  const [alice, bob, carol] = [await env.makePatient(), await env.makeDoctor(), await env.makeDoctor()]
  const good = await alice.consent(bob.membership.granteeId)
  const bad = await alice.consent(carol.membership.granteeId, { version: 2 })
  assert.equal((await grantAccept(good, bad)).problem, 'consent-not-valid')
  assert.deepEqual((await alice.api.publishPlanRead({})).body?.fields, [])
})

test('a second consent for the same person and purpose must replace the first', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  await accept(env, await alice.consent(bob.membership.granteeId))
  const second = await grantAccept(await alice.consent(bob.membership.granteeId))
  assert.equal(second.problem, 'consent-conflict')
})

test('a device that was taken out of the roster signs nothing any more', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const roster = Buffer.from(await alice.nextRoster(alice.roster, 2, { withoutDevices: true }))
  await alice.api.sharedRosterPin({ body: { roster: roster.toString('base64url') } })
  const reply = await grantAccept(await alice.consent(bob.membership.granteeId))
  assert.equal(reply.problem, 'consent-not-signed')
})

test('a version that covers fewer fields shreds the others and leaves the rest readable', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const first = await alice.consent(bob.membership.granteeId, { data_fields: ['hrv', 'heart_rate'] })
  await accept(env, first)
  await publish(alice, await blockItems(alice, { metric: 'hrv_sdnn' }))
  await publish(alice, await blockItems(alice, { metric: 'heart_rate', valueAt: () => 61 }))
  const hrvBefore = (await env.keyFiles(alice.id)).filter((file) => file.startsWith('hrv/'))
  const second = await alice.nextVersion(first, { data_fields: ['hrv'] })
  await accept(env, second)
  assert.deepEqual(await env.keyFiles(alice.id), hrvBefore)
  const token = await register(env, bob, second)
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).status, 200)
  assert.equal((await read(env, token, alice, 'heart_rate')).problem, 'not-found')
})

test('a narrower cut of a field keeps what is still covered, under a new key, and the old key is gone', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const first = await alice.consent(bob.membership.granteeId, { data_fields: ['hrv'] })
  await accept(env, first)
  await publish(alice, [
    ...(await everyItem(alice, { metric: 'hrv_sdnn' })),
    ...(await everyItem(alice, { metric: 'hrv_rmssd' })),
  ])
  const before = await env.keyFiles(alice.id)
  const since = millisecondsToInstant(seriesStart + 3 * 86_400_000)
  const second = await alice.nextVersion(first, { data_since: since, excluded_metrics: ['hrv_rmssd'] })
  await accept(env, second)
  const afterwards = await env.keyFiles(alice.id)
  assert.equal(afterwards.length, 1)
  assert.notDeepEqual(afterwards, before)
  const token = await register(env, bob, second)
  const reply = await read(env, token, alice, 'hrv_sdnn')
  assert.ok(reply.body?.resolution === 'raw')
  assert.equal(reply.body.values.length, 48)
  assert.equal((await read(env, token, alice, 'hrv_rmssd')).problem, 'not-found')
  const bodies = await env.database.as.superuser.query('select from items where patient_id = $1', [alice.id])
  assert.equal(bodies.length, 2, 'two days of blocks; the roll-ups reached over the new first moment')
})

test('a wider version leaves key and items as they are', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const first = await alice.consent(bob.membership.granteeId, { data_fields: ['hrv'] })
  await accept(env, first)
  await publish(alice, await everyItem(alice, { metric: 'hrv_sdnn' }))
  const before = await env.keyFiles(alice.id)
  await accept(env, await alice.nextVersion(first, { data_fields: ['hrv', 'sleep'] }))
  assert.deepEqual(await env.keyFiles(alice.id), before)
})
