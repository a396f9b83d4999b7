/**
 * Goal: the database itself keeps each vault from everybody else, whatever the service forgets, and lets nobody rewrite
 * what was signed.
 * Method: the role of the service on a real server; beside each allowed act the same act by the wrong one.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import type { Transaction } from '@nornos/service-kit'
import { collector } from '../src/store/collect-store.ts'
import { makeDevice, type TestDevice } from './test-device.ts'
import { startVaultAlone } from './vault-alone.ts'

const alone = await startVaultAlone()
after(() => alone[Symbol.asyncDispose]())
const { app, superuser } = alone.database

const denied = { code: '42501' }
const refused = { code: '23001' }
const tables = [
  'vaults',
  'rosters',
  'objects',
  'segments',
  'states',
  'commits',
  'slots',
  'blobs',
  'inbox_senders',
  'inbox_items',
]
const patient = (id: string) => ({ type: 'patient', id }) as const
const service = (id: string | null) => ({ type: 'service', id }) as const

async function makeFull(): Promise<TestDevice> {
  const device = await makeDevice(alone)
  await superuser.query("insert into inbox_senders (vault_id, sender_id) values ($1, 'doctor')", [
    device.vaultId,
  ])
  await superuser.query(
    `insert into inbox_items (vault_id, item_id, sender_id, hash, size, state)
     values ($1, $2, 'doctor', sha256('x'), 1, 'waiting')`,
    [device.vaultId, randomUUID()],
  )
  return device
}

const count = async (tx: Transaction, table: string, vaultId: string): Promise<number> =>
  (await tx.query(`select from ${table} where vault_id = $1`, [vaultId])).length

test('every table forces row-level security, and the role of the service can step over none', async () => {
  const secured = await superuser.query<{ relname: string; secured: boolean }>(
    `select relname, relrowsecurity and relforcerowsecurity as secured from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname <> 'migrations'`,
  )
  assert.deepEqual(
    secured.map(({ relname }) => relname).sort(),
    [...tables, 'closure_receipts', 'closures', 'damaged_blobs', 'vault_checks'].toSorted(),
  )
  assert.ok(secured.every((table) => table.secured))
  const strong = await superuser.query(
    `select rolname from pg_roles where rolname = 'vault_app'
     and (rolsuper or rolbypassrls or rolcreaterole or oid in (select relowner from pg_class))`,
  )
  assert.deepEqual(strong, [])
})

test('a patient sees their own vault in every table, and nobody else does', async () => {
  const device = await makeFull()
  const { vaultId } = device
  for (const table of tables) {
    const seenBy = (actor: Parameters<typeof app.asActor>[0]) =>
      app.asActor(actor, (tx) => count(tx, table, vaultId))
    assert.ok((await seenBy(patient(vaultId))) > 0, table)
    assert.equal(await seenBy(patient(randomUUID())), 0, table)
    assert.equal(await seenBy({ type: 'doctor', id: vaultId }), 0, table)
    assert.equal(await seenBy({ type: 'anonymous', id: null }), 0, table)
    assert.equal((await app.query(`select from ${table} where vault_id = $1`, [vaultId])).length, 0, table)
  }
})

test('nobody writes into the vault of another', async () => {
  const { vaultId } = await makeFull()
  const { vaultId: other } = await makeFull()
  const inserts = [
    "insert into rosters (vault_id, number, body) values ($1, 99, 'x')",
    "insert into commits (vault_id, n, body) values ($1, 99, 'x')",
    "insert into slots (vault_id, slot_id, kind, body) values ($1, gen_random_uuid(), 'kit', 'x')",
    "insert into blobs (vault_id, hash, size, state) values ($1, sha256('y'), 1, 'staged')",
    "insert into inbox_senders (vault_id, sender_id) values ($1, 'new')",
    "insert into closure_receipts (vault_id, receipt) values ($1::uuid, jsonb_build_object('vaultId', $1::uuid))",
    `insert into inbox_items (vault_id, item_id, sender_id, hash, size, state)
     values ($1, gen_random_uuid(), 'doctor', sha256('z'), 1, 'arriving')`,
    `insert into objects (vault_id, bucket, object_id, version, hash, size)
     values ($1, 17, '11000000-0000-0000-0000-000000000000', 1, sha256('y'), 1)`,
  ]
  for (const insert of inserts) {
    await assert.rejects(
      app.asActor(patient(other), (tx) => tx.query(insert, [vaultId])),
      denied,
      insert,
    )
    await app.asActor(patient(vaultId), (tx) => tx.query(insert, [vaultId]))
  }
  const changes = [
    'update vaults set bytes_used = 0 where vault_id = $1 returning 1',
    "update slots set body = 'y' where vault_id = $1 returning 1",
    'update objects set size = 2, version = 2 where vault_id = $1 and bucket = 17 returning 1',
    "update blobs set at = now() where vault_id = $1 and state = 'staged' returning 1",
    "update inbox_senders set rule = 'muted' where vault_id = $1 returning 1",
    'update inbox_items set at = now() where vault_id = $1 returning 1',
    'update closure_receipts set closed_at = now() where vault_id = $1 returning 1',
    'delete from slots where vault_id = $1 returning 1',
    'delete from vaults where vault_id = $1 returning 1',
  ]
  for (const change of changes) {
    const touched = async (actor: Parameters<typeof app.asActor>[0]) =>
      (await app.asActor(actor, (tx) => tx.query(change, [vaultId]))).length
    assert.equal(await touched(patient(other)), 0, change)
    assert.ok((await touched(patient(vaultId))) > 0, change)
  }
})

test('what was signed is not rewritten and nothing goes backwards', async () => {
  const { vaultId } = await makeFull()
  const as = (text: string) => app.asActor(patient(vaultId), (tx) => tx.query(text, [vaultId]))
  for (const text of [
    "update commits set body = 'x' where vault_id = $1",
    "update rosters set body = 'x' where vault_id = $1",
    'delete from commits where vault_id = $1',
    'delete from rosters where vault_id = $1',
    'delete from objects where vault_id = $1',
    'update blobs set hash = hash where vault_id = $1',
    'update vaults set created_at = now() where vault_id = $1',
  ]) {
    await assert.rejects(as(text), denied, text)
  }
  for (const text of [
    'update vaults set n = n + 2, head = sha256(head) where vault_id = $1',
    'update vaults set n = n + 1 where vault_id = $1',
    'update vaults set head = sha256(head) where vault_id = $1',
    'update vaults set epoch = epoch - 1 where vault_id = $1',
    'update vaults set roster_number = roster_number + 2 where vault_id = $1',
    'update objects set version = version where vault_id = $1',
    'update objects set version = version + 2 where vault_id = $1',
  ]) {
    await assert.rejects(as(text), refused, text)
  }
  const owner = superuser
  await assert.rejects(owner.query("update commits set body = 'x' where vault_id = $1", [vaultId]), refused)
})

test('the collector sees what may go and nothing that a vault names', async () => {
  const { vaultId } = await makeFull()
  const live = await app.asActor(collector, (tx) => count(tx, 'blobs', vaultId))
  assert.equal(live, 0)
  for (const table of ['commits', 'rosters', 'slots', 'objects', 'states', 'inbox_items', 'inbox_senders']) {
    assert.equal(await app.asActor(collector, (tx) => count(tx, table, vaultId)), 0, table)
  }
  await superuser.query("update blobs set state = 'staged' where vault_id = $1", [vaultId])
  const revive = "update blobs set state = 'live' where vault_id = $1"
  await assert.rejects(
    app.asActor(collector, (tx) => tx.query(revive, [vaultId])),
    denied,
  )
  const forget = 'delete from blobs where vault_id = $1 returning 1'
  assert.equal((await app.asActor(collector, (tx) => tx.query(forget, [vaultId]))).length, 0)
  const doom = "update blobs set state = 'doomed' where vault_id = $1 returning 1"
  assert.equal((await app.asActor(collector, (tx) => tx.query(doom, [vaultId]))).length, 1)
  assert.equal((await app.asActor(collector, (tx) => tx.query(forget, [vaultId]))).length, 1)
})

test('a check sees the blobs of one vault, and changes none', async () => {
  const { vaultId } = await makeFull()
  const { vaultId: other } = await makeFull()
  const checker = service(vaultId)
  assert.ok((await app.asActor(checker, (tx) => count(tx, 'blobs', vaultId))) > 0)
  assert.equal(await app.asActor(checker, (tx) => count(tx, 'blobs', other)), 0)
  const change = "update blobs set state = 'doomed' where vault_id = $1 returning 1"
  assert.deepEqual(await app.asActor(checker, (tx) => tx.query(change, [vaultId])), [])
  const note = `insert into damaged_blobs (vault_id, hash, fault)
    select vault_id, hash, 'missing' from blobs where vault_id = $1 returning 1`
  assert.ok((await app.asActor(checker, (tx) => tx.query(note, [vaultId]))).length > 0)
  const foreign = "insert into damaged_blobs (vault_id, hash, fault) values ($1, sha256('x'), 'missing')"
  await assert.rejects(
    app.asActor(checker, (tx) => tx.query(foreign, [other])),
    denied,
  )
  for (const actor of [patient(vaultId), { type: 'doctor', id: vaultId } as const]) {
    assert.equal(await app.asActor(actor, (tx) => count(tx, 'damaged_blobs', vaultId)), 0)
    assert.equal(await app.asActor(actor, (tx) => count(tx, 'vault_checks', vaultId)), 0)
  }
})

test('a delivery reaches one inbox and nothing else', async () => {
  const { vaultId } = await makeFull()
  const { vaultId: other } = await makeFull()
  const insert = `insert into inbox_items (vault_id, item_id, sender_id, hash, size, state)
    values ($1, gen_random_uuid(), 'doctor', sha256('z'), 1, 'arriving')`
  await app.asActor(service(vaultId), (tx) => tx.query(insert, [vaultId]))
  await assert.rejects(
    app.asActor(service(vaultId), (tx) => tx.query(insert, [other])),
    denied,
  )
  for (const table of ['commits', 'rosters', 'slots', 'objects']) {
    assert.equal(await app.asActor(service(vaultId), (tx) => count(tx, table, vaultId)), 0, table)
  }
})
