/**
 * Goal: segments say what objects say, whoever writes objects and whenever they were written; the hashes of all buckets
 * stay together; the database refuses what can be no segment and no state.
 * Method: a real server; what the segments of a vault hold is compared with all its leaves in order.
 */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type Change, deriveBucketHash, deriveStateRoot } from '@nornos/crypto/verify'
import { migrationsOf } from '@nornos/platform/testing/test-databases'
import { migrate, type Transaction } from '@nornos/service-kit'
import { present } from '@nornos/std'
import { bucketHashes, insertState, moveObjects, rehashState } from '../src/store/commit-store.ts'
import { openVaultDatabase, openVaultDatabaseBefore, type VaultDatabase } from './vault-database.ts'

const migrations = migrationsOf('vault')
const patient = (id: string) => ({ type: 'patient', id }) as const

async function makeVault({ superuser }: VaultDatabase): Promise<string> {
  const vaultId = randomUUID()
  await superuser.query(
    `insert into vaults (vault_id, n, head, epoch, roster_number, bytes_max)
     values ($1, 1, sha256('head'), 0, 1, 1000000)`,
    [vaultId],
  )
  return vaultId
}

/** Many of one bucket, so that a segment has several leaves. */
function makeChanges(count: number, version: number): Change[] {
  return Array.from({ length: count }, () => ({
    objectId: `ab${randomUUID().slice(2)}`,
    ...{ version, blobHash: new Uint8Array(randomBytes(32)), byteLength: 400 },
  }))
}

async function assertAlike(tx: Transaction, vaultId: string, leaves: number): Promise<void> {
  const [row] = await tx.query<{ segments: Buffer; objects: Buffer }>(
    `select
       (select string_agg(leaves, ''::bytea order by segment) from segments where vault_id = $1) as segments,
       (select string_agg(uuid_send(object_id) || int8send(version) || hash, ''::bytea order by object_id)
        from objects where vault_id = $1) as objects`,
    [vaultId],
  )
  const { objects, segments } = present(row, 'one row')
  assert.equal(segments.length, 56 * leaves)
  assert.deepEqual(segments, objects)
}

test('segments follow new objects and new versions of them', async () => {
  await using database = await openVaultDatabase()
  const [vaultId, other] = [await makeVault(database), await makeVault(database)]
  const first = makeChanges(100, 1)
  const both = [...makeChanges(20, 1), ...first.slice(0, 30).map((change) => ({ ...change, version: 2 }))]
  for (const changes of [first, both, makeChanges(1, 1)]) {
    await database.app.asActor(patient(vaultId), (tx) => moveObjects(tx, vaultId, changes))
  }
  await database.app.asActor(patient(other), (tx) => moveObjects(tx, other, first))
  await assertAlike(database.superuser, vaultId, 121)
  await assertAlike(database.superuser, other, 100)
  await database.app.asActor(patient(vaultId), (tx) => assertAlike(tx, vaultId, 121))
})

test('segments and objects are undone together', async () => {
  await using database = await openVaultDatabase()
  const vaultId = await makeVault(database)
  const changes = makeChanges(10, 1)
  await database.app.asActor(patient(vaultId), (tx) => moveObjects(tx, vaultId, changes))
  // The second time the version does not go up.
  const again = database.app.asActor(patient(vaultId), (tx) =>
    moveObjects(tx, vaultId, [...makeChanges(5, 1), ...changes]),
  )
  await assert.rejects(again, { code: '23001' })
  await assertAlike(database.superuser, vaultId, 10)
})

test('what was there before there were segments is in them', async () => {
  await using database = await openVaultDatabaseBefore('0007')
  const vaultId = await makeVault(database)
  await database.app.asActor(patient(vaultId), (tx) => moveObjects(tx, vaultId, makeChanges(200, 1)))
  await migrate(database.ownerUrl, migrations)
  await assertAlike(database.superuser, vaultId, 200)
  await database.app.asActor(patient(vaultId), (tx) => moveObjects(tx, vaultId, makeChanges(3, 1)))
  await assertAlike(database.superuser, vaultId, 203)
})

test('the hashes of all buckets come along into one value, in their order, and are never fewer', async () => {
  await using database = await openVaultDatabaseBefore('0008')
  const vaultId = await makeVault(database)
  const hashes = Array.from({ length: 256 }, () => new Uint8Array(randomBytes(32)))
  await database.superuser.query(
    `insert into buckets (vault_id, bucket, hash)
     select $1, ordinality - 1, hash from unnest($2::bytea[]) with ordinality as t (hash, ordinality)
     order by hash`,
    [vaultId, hashes],
  )
  await migrate(database.ownerUrl, migrations)
  const act = database.app.asActor
  assert.deepEqual(await act(patient(vaultId), (tx) => bucketHashes(tx, vaultId)), hashes)
  const [change, other] = [present(makeChanges(1, 1)[0], 'a change'), await makeVault(database)]
  const root = await act(patient(vaultId), async (tx) => {
    assert.deepEqual(await rehashState(tx, vaultId, []), await deriveStateRoot(hashes))
    await moveObjects(tx, vaultId, [change])
    return rehashState(tx, vaultId, [change])
  })
  const next = hashes.with(0xab, await deriveBucketHash([change]))
  assert.deepEqual(root, await deriveStateRoot(next))
  assert.deepEqual(await act(patient(vaultId), (tx) => bucketHashes(tx, vaultId)), next)
  const tooFew = act(patient(other), (tx) => insertState(tx, other, hashes.slice(1)))
  await assert.rejects(tooFew, { code: '23514' })
  await act(patient(other), (tx) => insertState(tx, other, hashes))
})

test('half a leaf, no leaf and a place that does not exist are no segment, and none can be taken away', async () => {
  await using database = await openVaultDatabase()
  const vaultId = await makeVault(database)
  const put = (segment: number, bytes: number) =>
    database.app.asActor(patient(vaultId), (tx) =>
      tx.query('insert into segments (vault_id, segment, leaves) values ($1, $2, $3)', [
        ...[vaultId, segment],
        new Uint8Array(bytes),
      ]),
    )
  await put(4_095, 56)
  for (const [segment, bytes] of [[4_096, 56] as const, [1, 55] as const, [1, 0] as const]) {
    await assert.rejects(put(segment, bytes), { code: '23514' })
  }
  const removed = database.app.asActor(patient(vaultId), (tx) =>
    tx.query('delete from segments where vault_id = $1', [vaultId]),
  )
  await assert.rejects(removed, { code: '42501' })
})
