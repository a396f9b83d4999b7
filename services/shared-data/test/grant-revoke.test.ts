/**
 * Goal: when sharing ends there is no key and no row, at once and for ever, whichever way the end came.
 * Method: real files in a real folder; the end by relay (grantEnd) and by the patient (grantRevoke), by time, twice,
 * too early, and with the process dying in the middle.
 */
import assert from 'node:assert/strict'
import { access, mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { DAY_MILLISECONDS, millisecondsToInstant, type SignedConsent } from '@nornos/health-model'
import { blockItems, publish, read } from './published-series.ts'
import {
  accept,
  type Doctor,
  type Patient,
  register,
  type SharedDataAlone,
  startSharedDataAlone,
} from './shared-data-alone.ts'

let env: SharedDataAlone

before(async () => {
  env = await startSharedDataAlone()
})
after(() => env[Symbol.asyncDispose]())

interface Shared {
  readonly alice: Patient
  readonly bob: Doctor
  readonly consent: SignedConsent
  readonly token: string
}

async function share(change: Parameters<Patient['consent']>[1] = {}): Promise<Shared> {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.membership.granteeId, { data_fields: ['hrv'], ...change })
  await accept(env, consent)
  await publish(alice, await blockItems(alice, { metric: 'hrv_sdnn' }))
  return { alice, bob, consent, token: await register(env, bob, consent) }
}

async function assertNothingLeft({ alice, token }: Pick<Shared, 'alice' | 'token'>): Promise<void> {
  assert.deepEqual(await env.keyFiles(alice.id), [])
  await assert.rejects(access(path.join(env.keyFolder, alice.id)), { code: 'ENOENT' })
  const { superuser } = env.database.as
  for (const table of ['items', 'field_keys']) {
    const rows = await superuser.query(`select from ${table} where patient_id = $1`, [alice.id])
    assert.equal(rows.length, 0, table)
  }
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).problem, 'not-found')
}

const end = async ({ alice, consent }: Shared) =>
  env.asRelay.grantEnd({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })

test('when relay brings the signed end, key file and rows are gone with the answer', async () => {
  const shared = await share()
  assert.equal((await read(env, shared.token, shared.alice, 'hrv_sdnn')).status, 200)
  assert.equal((await env.keyFiles(shared.alice.id)).length, 1)
  assert.equal((await end(shared)).status, 204)
  await assertNothingLeft(shared)
  assert.equal((await end(shared)).status, 204)
})

test('the patient ends it without relay, and the trail hears of it once', async () => {
  const shared = await share()
  const { alice, consent } = shared
  const params = { consentId: consent.record.consent_id }
  const body = await alice.revocation(consent)
  env.relay.told.length = 0
  const delivered = env.nextLogged('audit events delivered')
  assert.equal((await alice.api.grantRevoke({ params, body })).status, 204)
  await assertNothingLeft(shared)
  assert.equal((await alice.api.grantRevoke({ params, body })).status, 204)
  await delivered
  const told = JSON.stringify(env.relay.told).split('"action":"consent.revoked"').length - 1
  assert.equal(told, 1)
})

test('an end that the patient did not sign, and one of another patient, end nothing', async () => {
  const shared = await share()
  const { alice, consent, token } = shared
  const mallory = await env.makePatient()
  const params = { consentId: consent.record.consent_id }
  const forged = await mallory.revocation(consent)
  assert.equal((await env.asRelay.grantEnd({ params, body: forged })).problem, 'consent-not-signed')
  const own = await alice.revocation(consent)
  assert.equal((await mallory.api.grantRevoke({ params, body: own })).problem, 'not-found')
  const another = { consentId: (await share()).consent.record.consent_id }
  assert.equal((await env.asRelay.grantEnd({ params: another, body: own })).problem, 'consent-not-signed')
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).status, 200)
})

test('a device that was removed since has still stopped what it stopped', async () => {
  const shared = await share()
  const { alice } = shared
  const roster = Buffer.from(await alice.nextRoster(alice.roster, 2, { withoutDevices: true }))
  await alice.api.sharedRosterPin({ body: { roster: roster.toString('base64url') } })
  assert.equal((await end(shared)).status, 204)
  await assertNothingLeft(shared)
})

test('an end that overtakes its consent keeps the consent from ever counting', async () => {
  const [alice, bob] = [await env.makePatient(), await env.makeDoctor()]
  const consent = await alice.consent(bob.membership.granteeId)
  assert.equal((await end({ alice, bob, consent, token: '' })).status, 204)
  const reply = await env.asRelay.grantAccept({ body: { consents: [consent] } })
  assert.equal(reply.problem, 'consent-not-valid')
  assert.deepEqual((await alice.api.publishPlanRead({})).body?.fields, [])
})

test('a field that another live grant covers keeps its key, and loses only what that one does not cover', async () => {
  const { alice, bob, consent, token } = await share()
  const carol = await env.makeDoctor()
  const second = await alice.consent(carol.membership.granteeId, { data_fields: ['hrv'] })
  await accept(env, second)
  const before = await env.keyFiles(alice.id)
  await end({ alice, bob, consent, token })
  assert.deepEqual(await env.keyFiles(alice.id), before)
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).problem, 'not-found')
  const tokenOfCarol = await register(env, carol, second)
  assert.equal((await read(env, tokenOfCarol, alice, 'hrv_sdnn')).status, 200)
})

test('a grant whose time is over is refused at that moment and shredded soon after, and no clock revives it', async () => {
  // The others of this file last longer.
  const shared = await share({ valid_until: millisecondsToInstant(Date.now() + DAY_MILLISECONDS) })
  const { alice, consent, token } = shared
  const { owner, superuser } = env.database.as
  await owner.query('alter table clock_marks no force row level security')
  const destroyed = env.nextLogged('keys destroyed')
  await owner.query('update clock_marks set noted_at = $1', [consent.record.valid_until])
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).problem, 'not-found')
  await destroyed
  await assertNothingLeft(shared)
  await assert.rejects(owner.query("update clock_marks set noted_at = now() - interval '1 day'"), {
    code: '23514',
  })
  // Other tests of this file live in the present.
  await superuser.query('alter table clock_marks disable trigger clock_marks_only_rise')
  await superuser.query('update clock_marks set noted_at = now()')
  await superuser.query('alter table clock_marks enable trigger clock_marks_only_rise')
  await owner.query('alter table clock_marks force row level security')
  assert.equal((await read(env, token, alice, 'hrv_sdnn')).problem, 'not-found')
  await assertNothingLeft(shared)
})

test('a process that dies between the commit and the file leaves nothing readable, and the next start finishes', async () => {
  const shared = await share()
  const { alice } = shared
  const [file = ''] = await env.keyFiles(alice.id)
  const [field, keyId] = file.split('/')
  const { superuser } = env.database.as
  // What is left of an end whose process was killed after its commit: rows gone, key retired, file still there.
  await superuser.query('update grants set ended_at = now(), ended_because = $2 where patient_id = $1', [
    alice.id,
    'revoked',
  ])
  await superuser.query('delete from items where patient_id = $1', [alice.id])
  await superuser.query('update field_keys set retired_at = now() where patient_id = $1 and key_id = $2', [
    alice.id,
    keyId,
  ])
  assert.equal(field, 'hrv')
  assert.equal((await read(env, shared.token, alice, 'hrv_sdnn')).problem, 'not-found')
  const destroyed = env.nextLogged('keys destroyed')
  await env.restart()
  await destroyed
  await assertNothingLeft(shared)
})

test('an end is not confirmed while a key file is still there', async () => {
  const shared = await share()
  const { alice, consent } = shared
  const [file = ''] = await env.keyFiles(alice.id)
  // A folder in the place of the key file: it cannot be unlinked, as on a file system that fails.
  const place = path.join(env.keyFolder, alice.id, file)
  await rm(place)
  await mkdir(place)
  await writeFile(path.join(place, 'in-the-way'), '')
  assert.equal((await end(shared)).status, 500)
  assert.equal((await read(env, shared.token, alice, 'hrv_sdnn')).problem, 'not-found')
  await rm(place, { recursive: true })
  const retry = await env.asRelay.grantEnd({
    params: { consentId: consent.record.consent_id },
    body: await alice.revocation(consent),
  })
  assert.equal(retry.status, 204)
  await assertNothingLeft(shared)
})
