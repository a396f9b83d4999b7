/**
 * Goal: whom a patient lets write gets a permit that the vault takes, after the trail knows; everybody else gets one and
 * the same answer.
 * Method: relay over HTTP; permits are verified as the vault does; ends and ages are set in the database.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { verifyInboxPermit } from '@nornos/service-kit'
import { fromBase64Url } from '@nornos/std'
import { type Doctor, type RelayAlone, startRelayAlone } from './relay-alone.ts'
import { shareWithDoctor } from './shared-reading.ts'

let env: RelayAlone

before(async () => {
  env = await startRelayAlone()
})
after(() => env[Symbol.asyncDispose]())

const makeItem = () => ({ itemId: randomUUID(), sha256: randomBytes(32).toString('hex'), size: 2_000 })

async function ask(doctor: Doctor, patientId: string, more: { code?: string } = {}, item = makeItem()) {
  const params = { patientId: patientId as never }
  return doctor.api.inboxPermitIssue({ params, body: { ...item, ...more } })
}

/** Without what differs in every answer. */
const plain = ({ headers: _, ...answer }: { headers: unknown }) => JSON.stringify(answer)

const ended = (consentId: string, days: number) =>
  env.database.as.superuser.query(
    `update consents set valid_from = now() - interval '200 days', valid_until = now() + interval '10 days',
       ended_at = now() - make_interval(days => $2), ended_because = 'expired' where consent_id = $1`,
    [consentId, days],
  )

const codeOf = async (patient: { api: Doctor['api'] }) =>
  (await patient.api.inboxCodeCreate({})).body?.code ?? assert.fail('no code')

test('whoever may read may also write: the permit is for this item and sender, and the trail knew first', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  const item = makeItem()
  const reply = await ask(bob, alice.id, {}, item)
  assert.equal(reply.status, 201)
  const permit = await verifyInboxPermit(reply.body?.permit ?? '', env.relayKey, new Date())
  const { itemId, sha256, size } = item
  assert.partialDeepStrictEqual(permit, { sub: alice.id, sender: bob.granteeId, itemId, sha256, size })
  assert.equal(reply.body?.deliverTo, `/v1/vaults/${alice.id}/inbox`)
  const [entry] = (await alice.api.trailList({ query: {} })).body?.events ?? []
  assert.partialDeepStrictEqual(entry, {
    action: 'inbox.delivered',
    actor: bob.id,
    consentId: consent.record.consent_id,
    details: { sender: bob.granteeId, itemHash: sha256, bytes: size },
  })
})

test('the address is the roster that the patient’s root key signed, for permitted senders alone', async () => {
  const { alice, bob } = await shareWithDoctor(env)
  const stranger = await env.makeDoctor()
  const reply = await bob.api.inboxAddressRead({ body: { patientId: alice.id } })
  assert.deepEqual(fromBase64Url(reply.body?.roster ?? ''), alice.roster)
  assert.equal(reply.body?.senderId, bob.granteeId)
  assert.equal((await stranger.api.inboxAddressRead({ body: { patientId: alice.id } })).status, 404)
})

test('ninety days after the end a doctor still writes, and one day later no more', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  await ended(consent.record.consent_id, 89)
  assert.equal((await ask(bob, alice.id)).status, 201)
  const until = (await bob.api.inboxRecipientList({})).body?.recipients[0]?.until ?? ''
  assert.ok(Date.parse(until) > Date.now() && Date.parse(until) < Date.now() + 2 * 86_400_000)
  await ended(consent.record.consent_id, 91)
  assert.equal((await ask(bob, alice.id)).status, 404)
  assert.equal((await bob.api.inboxAddressRead({ body: { patientId: alice.id } })).status, 404)
  assert.deepEqual((await bob.api.inboxRecipientList({})).body?.recipients, [])
})

test('a share that ended before it began lets nobody write', async () => {
  const { alice, bob, consent } = await shareWithDoctor(env)
  await env.database.as.superuser.query(
    `update consents set valid_from = now() - interval '1 hour', ended_at = now() - interval '2 hours',
       ended_because = 'revoked' where consent_id = $1`,
    [consent.record.consent_id],
  )
  assert.equal((await ask(bob, alice.id)).status, 404)
})

test('a code lets one doctor send one thing, once', async () => {
  const alice = await env.makePatient()
  const doctor = await env.makeDoctor()
  const code = await codeOf(alice)
  assert.equal((await doctor.api.inboxAddressRead({ body: { code } })).body?.patientId, alice.id)
  const twice = await Promise.all([ask(doctor, alice.id, { code }), ask(doctor, alice.id, { code })])
  assert.deepEqual(twice.map(({ status }) => status).toSorted(), [201, 404])
  assert.equal((await ask(doctor, alice.id, { code })).status, 404)
  assert.equal((await doctor.api.inboxAddressRead({ body: { code } })).status, 404)
})

test('every refusal is the same 404, and leaves no entry', async () => {
  const { bob } = await shareWithDoctor(env)
  const alice = await env.makePatient()
  const other = await env.makePatient()
  const idle = await env.makeDoctor({ treating: false })
  const [code, late] = [await codeOf(alice), await codeOf(alice)]
  await env.database.as.superuser.query(
    `update inbox_codes set made_at = made_at - interval '2 days', expires_at = expires_at - interval '2 days'
     where patient_id = $1 and ctid = (select max(ctid) from inbox_codes where patient_id = $1)`,
    [alice.id],
  )
  const refusals = [
    await ask(bob, alice.id),
    await ask(bob, randomUUID()),
    await ask(bob, other.id, { code }),
    await ask(bob, alice.id, { code: late }),
    await ask(bob, alice.id, { code: '0000-0000-0000-0000' }),
    await ask(idle, alice.id, { code }),
  ]
  assert.equal(new Set(refusals.map(plain)).size, 1)
  assert.equal(refusals[0]?.status, 404)
  for (const patient of [alice, other]) {
    const events = (await patient.api.trailList({ query: {} })).body?.events ?? []
    assert.ok(events.every(({ action }) => action !== 'inbox.delivered'))
  }
  assert.equal((await ask(bob, alice.id, { code })).status, 201)
})

test('a code is kept as a hash, and ten at most are open', async () => {
  const alice = await env.makePatient()
  const codes = await Promise.all(Array.from({ length: 12 }, () => alice.api.inboxCodeCreate({})))
  assert.equal(codes.filter(({ status }) => status === 201).length, 10)
  assert.equal(codes.find(({ status }) => status === 409)?.problem, 'too-many-codes')
  const rows = await env.database.as.superuser.query<{ code_hash: Buffer }>(
    'select * from inbox_codes where patient_id = $1',
    [alice.id],
  )
  const kept = JSON.stringify(rows)
  assert.ok(codes.every(({ body }) => !body || !kept.includes(body.code.slice(0, 9))))
})

test('a patient without a known inbox makes no code', async () => {
  const newcomer = await env.signIn('patient', randomUUID())
  assert.equal((await newcomer.api.inboxCodeCreate({})).problem, 'inbox-not-ready')
})

test('a code is made by its patient alone, and used by no one but relay', async () => {
  const { relay_app } = env.database.as
  const [alice, mallory] = [await env.makePatient(), await env.makePatient()]
  await codeOf(alice)
  const select = (id: string) =>
    relay_app.asActor({ id, type: 'patient' }, (tx) => tx.query('select from inbox_codes'))
  assert.equal((await select(alice.id)).length, 1)
  assert.equal((await select(mallory.id)).length, 0)
  const insert = relay_app.asActor({ id: mallory.id, type: 'patient' }, (tx) =>
    tx.query("insert into inbox_codes values ($1, $2, now(), now() + interval '1 hour')", [
      randomBytes(32),
      alice.id,
    ]),
  )
  await assert.rejects(insert, { code: '42501' })
  const use = (id: string) =>
    relay_app.asActor({ id, type: 'patient' }, (tx) =>
      tx.query('update inbox_codes set used_at = now() returning 1'),
    )
  assert.equal((await use(alice.id)).length, 0)
})
