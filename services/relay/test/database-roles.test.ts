/**
 * Goal: the database itself keeps each person's rows from everybody else, whatever the service forgets.
 * Method: real roles on a real server, without the service; beside each allowed act the same act by the wrong one.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type ConsentRecord, DAY_MILLISECONDS, millisecondsToInstant } from '@nornos/health-model'
import type { Transaction } from '@nornos/service-kit'
import { insertAccessToken } from '../src/store/access-token-store.ts'
import { appendEvents, listTrail } from '../src/store/audit-store.ts'
import { endRevoked, insertOffer } from '../src/store/consent-store.ts'
import { insertRevocation } from '../src/store/revocation-store.ts'
import { asGrantee } from '../src/store/share-store.ts'
import {
  keepConsent,
  makeConsent,
  makeEvent,
  makeGrantee,
  makePatient,
  nobody,
  patientActor,
  pinRoster,
  service,
} from './kept-rows.ts'
import { openRelayDatabase, type RelayDatabase } from './relay-database.ts'

const denied = { code: '42501' }
const broken = { code: '23514' }
let relay: RelayDatabase

before(async () => {
  relay = await openRelayDatabase()
})
after(() => relay[Symbol.asyncDispose]())

const count = async (tx: Transaction, table: string): Promise<number> =>
  (await tx.query(`select from ${table}`)).length

test('every table forces row-level security, and no role of relay can step over it', async () => {
  const tables = await relay.as.superuser.query<{ relname: string; secured: boolean }>(
    `select relname, relrowsecurity and relforcerowsecurity as secured from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations'`,
  )
  assert.ok(tables.length >= 7)
  assert.deepEqual(
    tables.filter((table) => !table.secured),
    [],
  )
  const strong = await relay.as.superuser.query(
    `select rolname from pg_roles where rolname in ('relay_app', 'audit_append', 'audit_read')
     and (rolsuper or rolbypassrls or oid in (select relowner from pg_class))`,
  )
  assert.deepEqual(strong, [])
})

test('a roster is seen and sent by its patient alone, and its root key never changes', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const mallory = await makePatient(relay_app)
  for (const table of ['roster_pins', 'rosters']) {
    assert.equal(await relay_app.asActor(patientActor(alice), (tx) => count(tx, table)), 1)
    assert.equal(await relay_app.asActor(nobody, (tx) => count(tx, table)), 0)
    await assert.rejects(relay_app.query(`update ${table} set patient_id = $1`, [mallory]), denied)
    await assert.rejects(relay_app.query(`delete from ${table}`), denied)
  }
  await assert.rejects(
    relay_app.asActor(patientActor(mallory), (tx) => pinRoster(tx, alice, randomBytes(32), 2)),
    denied,
  )
  await assert.rejects(
    relay_app.asActor(patientActor(alice), (tx) => pinRoster(tx, alice, randomBytes(32), 2)),
    { code: '23503', constraint: 'rosters_are_of_the_pinned_key' },
  )
})

test('a consent is given by its patient alone', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const mallory = await makePatient(relay_app)
  const bob = makeGrantee()
  const offer = (actor: typeof alice) =>
    relay_app.asActor(patientActor(actor), (tx) =>
      insertOffer(tx, makeConsent(alice, bob), randomUUID(), new Date()),
    )
  await offer(alice)
  await assert.rejects(offer(mallory), denied)
  await assert.rejects(
    relay_app.asActor(service, (tx) => insertOffer(tx, makeConsent(alice, bob), randomUUID(), new Date())),
    denied,
  )
})

test('a consent is seen by its patient, and by its grantee from acceptance to end', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const mallory = await makePatient(relay_app)
  const [bob, eve] = [makeGrantee(), makeGrantee()]
  const offered = makeConsent(alice, bob, { purpose: 'treatment' })
  await relay_app.asActor(patientActor(alice), (tx) => insertOffer(tx, offered, randomUUID(), new Date()))
  const seenBy = (grantee: string) =>
    asGrantee(relay_app, { id: randomUUID(), type: 'doctor' }, [grantee], (tx) => count(tx, 'consents'))

  assert.equal(await seenBy(bob), 0)
  const accepted = makeConsent(alice, bob)
  await keepConsent(relay_app, accepted)
  assert.equal(await seenBy(bob), 1)
  assert.equal(await seenBy(eve), 0)
  assert.equal(await relay_app.asActor(patientActor(alice), (tx) => count(tx, 'consents')), 2)
  assert.equal(await relay_app.asActor(patientActor(mallory), (tx) => count(tx, 'consents')), 0)
  assert.equal(await relay_app.asActor(nobody, (tx) => count(tx, 'consents')), 0)

  await relay_app.asActor(patientActor(alice), (tx) => endRevoked(tx, alice, accepted.record.consent_id))
  assert.equal(await seenBy(bob), 0)
})

test('a consent is never edited, never revived, and only an offer can be taken back', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const mallory = await makePatient(relay_app)
  const { record } = makeConsent(alice, makeGrantee())
  await keepConsent(relay_app, { record, signature: makeConsent(alice, makeGrantee()).signature })
  const asAlice = <Value>(work: (tx: Transaction) => Promise<Value>) =>
    relay_app.asActor(patientActor(alice), work)

  await assert.rejects(
    asAlice((tx) => tx.query("update consents set valid_until = valid_until + interval '1 day'")),
    denied,
  )
  await assert.rejects(
    asAlice((tx) => tx.query("update consents set record = '{}'")),
    denied,
  )
  const change = (tx: Transaction) =>
    tx.query(
      "update consents set ended_at = now(), ended_because = 'revoked' where consent_id = $1 returning 1 as one",
      [record.consent_id],
    )
  assert.equal((await relay_app.asActor(patientActor(mallory), change)).length, 0)
  assert.equal((await asAlice((tx) => tx.query('delete from consents returning 1 as one'))).length, 0)
  assert.equal((await asAlice(change)).length, 1)
  const revive = (tx: Transaction) =>
    tx.query(
      'update consents set ended_at = null, ended_because = null where consent_id = $1 returning 1 as one',
      [record.consent_id],
    )
  assert.equal((await asAlice(revive)).length, 0)
  assert.equal((await relay_app.asActor(service, revive)).length, 0)
})

test('what breaks a rule of consents is refused by a constraint that names it', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const bob = makeGrantee()
  const now = Date.now()
  const offer = (change: Partial<Record<keyof ConsentRecord, unknown>>) =>
    relay_app.asActor(patientActor(alice), (tx) =>
      insertOffer(tx, makeConsent(alice, bob, change), randomUUID(), new Date()),
    )
  await assert.rejects(offer({ valid_until: millisecondsToInstant(now + 400 * DAY_MILLISECONDS) }), {
    ...broken,
    constraint: 'consents_last_a_year_at_most',
  })
  await assert.rejects(offer({ valid_until: millisecondsToInstant(now - DAY_MILLISECONDS) }), {
    ...broken,
    constraint: 'consents_end_after_start',
  })
  await assert.rejects(offer({ revocable: false }), { ...broken, constraint: 'consents_are_revocable' })
  await keepConsent(relay_app, makeConsent(alice, bob))
  await assert.rejects(keepConsent(relay_app, makeConsent(alice, bob)), {
    code: '23505',
    constraint: 'consents_one_live_per_grantee_and_purpose',
  })
  await keepConsent(relay_app, makeConsent(alice, bob, { purpose: 'treatment' }))
})

test('a revocation is signed by its patient, delivered by relay, and no new version follows it', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const mallory = await makePatient(relay_app)
  const { record, signature } = makeConsent(alice, makeGrantee())
  const { consent_id, device_id, platform_id, roster_number, version, created_at } = record
  const revocation = {
    record: {
      consent_id,
      version,
      platform_id,
      patient_id: alice,
      revoked_at: created_at,
      device_id,
      roster_number,
    },
    signature,
  }
  const revoke = (actor: typeof alice) =>
    relay_app.asActor(patientActor(actor), (tx) => insertRevocation(tx, revocation))
  await assert.rejects(revoke(mallory), denied)
  await revoke(alice)

  assert.equal(await relay_app.asActor(patientActor(alice), (tx) => count(tx, 'revocations')), 1)
  assert.equal(await relay_app.asActor(patientActor(mallory), (tx) => count(tx, 'revocations')), 0)
  const deliver = 'update revocations set delivered_at = now() where consent_id = $1 returning 1 as one'
  const delivered = (actor: Parameters<typeof relay_app.asActor>[0]) =>
    relay_app.asActor(actor, (tx) => tx.query(deliver, [consent_id]))
  assert.equal((await delivered(patientActor(alice))).length, 0)
  assert.equal((await delivered(service)).length, 1)
  assert.equal((await delivered(service)).length, 0)
  await assert.rejects(
    relay_app.asActor(patientActor(alice), (tx) =>
      insertOffer(tx, { record: { ...record, version: 2 }, signature }, randomUUID(), new Date()),
    ),
    denied,
  )
})

test('an access token is seen by its bearer alone, and lasts ten minutes at most', async () => {
  const { relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const consent = makeConsent(alice, makeGrantee())
  await keepConsent(relay_app, consent)
  const [doctor, other] = [randomUUID(), randomUUID()]
  const tokenHash = new Uint8Array(randomBytes(32))
  const issue = (actor: string, minutes: number) => {
    const now = new Date()
    return relay_app.asActor({ id: actor, type: 'doctor' }, (tx) =>
      insertAccessToken(tx, {
        tokenHash,
        consent: consent.record,
        agentConsent: null,
        actorId: doctor,
        actorType: 'doctor',
        organizationId: null,
        sessionId: randomUUID(),
        keyThumbprint: 'k'.repeat(43),
        fields: ['hrv'],
        excludedMetrics: [],
        issuedAt: now,
        expiresAt: new Date(now.getTime() + minutes * 60_000),
      }),
    )
  }
  await assert.rejects(issue(other, 10), denied)
  await assert.rejects(issue(doctor, 11), {
    ...broken,
    constraint: 'access_tokens_last_ten_minutes_at_most',
  })
  await issue(doctor, 10)
  const seenWith = (hash: Uint8Array) =>
    relay_app.asActor({ id: doctor, type: 'doctor' }, async (tx) => {
      await tx.query("select set_config('nornos.token_hash', $1, true)", [Buffer.from(hash).toString('hex')])
      return { tokens: await count(tx, 'access_tokens'), consents: await count(tx, 'consents') }
    })
  assert.deepEqual(await seenWith(tokenHash), { tokens: 1, consents: 1 })
  assert.deepEqual(await seenWith(randomBytes(32)), { tokens: 0, consents: 0 })
  assert.equal(await relay_app.asActor(service, (tx) => count(tx, 'access_tokens')), 0)
  await assert.rejects(relay_app.query('update access_tokens set fields = fields'), denied)
})

test('relay adds to the trail and cannot read it, neighbours report under their own name, a patient reads their own', async () => {
  const { audit_append, audit_read, relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const mallory = await makePatient(relay_app)
  const byRelay = (actor: typeof alice) =>
    relay_app.asActor(patientActor(actor), (tx) => appendEvents(tx, 'relay', [makeEvent(alice)]))
  await byRelay(alice)
  await assert.rejects(byRelay(mallory), denied)
  await assert.rejects(
    relay_app.asActor(nobody, (tx) => appendEvents(tx, 'relay', [makeEvent(alice)])),
    denied,
  )
  await assert.rejects(
    relay_app.asActor(service, (tx) => appendEvents(tx, 'vault', [makeEvent(alice)])),
    denied,
  )
  const byVault = (name: string) =>
    audit_append.asActor({ id: 'vault', type: 'service' }, (tx) => appendEvents(tx, name, [makeEvent(alice)]))
  await byVault('vault')
  await assert.rejects(byVault('auth'), denied)
  await assert.rejects(byVault('relay'), denied)

  await assert.rejects(
    relay_app.asActor(patientActor(alice), (tx) => count(tx, 'audit_events')),
    denied,
  )
  await assert.rejects(audit_append.query('select from audit_events'), denied)
  await assert.rejects(audit_read.query('select from consents'), denied)
  const seenBy = (actor: typeof alice) =>
    audit_read.asActor(patientActor(actor), (tx) => listTrail(tx, alice, null, 50))
  assert.equal((await seenBy(alice)).length, 2)
  assert.equal((await seenBy(mallory)).length, 0)
})

test('nobody rewrites the trail, not even the owner or a superuser', async () => {
  const alice = await makePatient(relay.as.relay_app)
  await relay.as.relay_app.asActor(patientActor(alice), (tx) => appendEvents(tx, 'relay', [makeEvent(alice)]))
  for (const role of ['relay_app', 'audit_append', 'audit_read', 'owner', 'superuser'] as const) {
    for (const act of [
      "update audit_events set outcome = 'failed'",
      'delete from audit_events',
      'truncate audit_events',
    ]) {
      await assert.rejects(relay.as[role].query(act), denied, `${role}: ${act}`)
    }
  }
  const seen = await relay.as.audit_read.asActor(patientActor(alice), (tx) => listTrail(tx, alice, null, 50))
  assert.deepEqual(
    seen.map((event) => event.outcome),
    ['allowed'],
  )
})

test('an entry that is sent again changes nothing', async () => {
  const { audit_append, audit_read, relay_app } = relay.as
  const alice = await makePatient(relay_app)
  const event = makeEvent(alice, { action: 'sign-in.new-device', details: { deviceName: 'a telephone' } })
  const report = (sent: typeof event) =>
    audit_append.asActor({ id: 'auth', type: 'service' }, (tx) => appendEvents(tx, 'auth', [sent]))
  await report(event)
  await report(event)
  await report({ ...event, details: { deviceName: 'another' } })
  const seen = await audit_read.asActor(patientActor(alice), (tx) => listTrail(tx, alice, null, 50))
  assert.deepEqual(seen, [event])
})
