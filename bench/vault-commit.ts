/**
 * How long the vault service takes to check and keep a commit of ten changes in a vault of 100,000 objects.
 *
 * A patient's vault is made as always, then filled up past the service with leaves as commits would have left them.
 * Timed is the whole call through the gateway, signed by the device, its blobs stored before. The peer in the same run
 * is the same commit sent once more: it takes the same way up to the lock on the vault, and is refused there as no
 * longer the next. What the commit takes longer is its check and its rows. Nothing is flushed by this PostgreSQL: what an
 * installation waits for its disk on top is measured beside it, on a commit of one row. Fails above 5 ms in the median.
 */
import { randomUUID } from 'node:crypto'
import { makeCommit, sealedChange, sealObject } from '@nornos/crypto/vault-seal'
import { bucketOf, deriveBucketHash, deriveStateRoot, type Leaf } from '@nornos/crypto/verify'
import { urlFor } from '@nornos/platform/postgres'
import { TestPlatform } from '@nornos/platform/testing'
import { openDatabase } from '@nornos/service-kit'
import { concat, present, toBase64Url, toHex, utf8 } from '@nornos/std'
import { median } from './figures/median.ts'
import { measureFlush } from './vault-commit/flush-time.ts'

const OBJECTS = 100_000
const CHANGES = 10
const ROUNDS = 60
const CHECK_MAX = 5

await using platform = await TestPlatform.create()
const patient = await platform.makePatient()
const { api, created, patientId: vaultId } = patient
const params = { vaultId }
const buckets = new Map<number, Leaf[]>()
await fill()
let head = created.genesis.commit.head
const hashes = await Promise.all(Array.from({ length: 256 }, (_, index) => deriveBucketHash(leavesOf(index))))

const commits: number[] = []
const refusals: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const commit = await nextCommit(round + 2)
  const send = () => api.commitCreate({ params, body: { commit: toBase64Url(commit.bytes) } })
  commits.push(await timed(201, send))
  refusals.push(await timed(409, send))
  head = commit.commit.head
}
const [commitMs, refusalMs] = [median(commits), median(refusals)]
const check = commitMs - refusalMs
console.log(`vault of ${OBJECTS} objects, ${ROUNDS} commits of ${CHANGES} changes`)
console.log(
  `commit through the gateway: ${commitMs.toFixed(1)} ms, the same refused: ${refusalMs.toFixed(1)} ms`,
)
const { durable, unflushed } = await measureFlush()
console.log(
  `not in it, the disk: one row is durable after ${durable.toFixed(1)} ms, written but not flushed after ${unflushed.toFixed(1)} ms`,
)
console.log(
  `vault-commit: ${check.toFixed(1)} ms, ${(CHECK_MAX / check).toFixed(1)} x the limit of ${CHECK_MAX} ms`,
)
if (check > CHECK_MAX) process.exitCode = 1

function leavesOf(bucket: number): Leaf[] {
  const leaves = buckets.get(bucket) ?? []
  buckets.set(bucket, leaves)
  return leaves
}

/** Random ids and hashes: the server cannot tell them from real ones. */
async function fill(): Promise<void> {
  for (const change of created.genesis.commit.changes) leavesOf(bucketOf(change.objectId)).push(change)
  const { database } = present(platform.installation.databases['vault'], 'the vault has a database')
  const db = openDatabase({ url: urlFor(platform.adminUrl, { database }), connectionsMax: 1 })
  const rows = await db.query<{ objectId: string; hash: Uint8Array<ArrayBuffer> }>(
    `insert into objects (vault_id, object_id, bucket, version, hash, size)
     select $1, id, get_byte(uuid_send(id), 0), 1, sha256(uuid_send(id)), 400
     from (select gen_random_uuid() as id from generate_series(1, $2)) as made
     returning object_id as "objectId", hash`,
    [vaultId, OBJECTS],
  )
  for (const { hash, objectId } of rows) {
    leavesOf(bucketOf(objectId)).push({ objectId, version: 1, blobHash: new Uint8Array(hash) })
  }
  const all = await Promise.all(Array.from({ length: 256 }, (_, index) => deriveBucketHash(leavesOf(index))))
  await db.query('update states set bucket_hashes = $2 where vault_id = $1', [vaultId, concat(...all)])
  // As the database does by itself after that many rows. Here a commit does not wait until it is written, and what is not
  // written yet does not count as seen by everybody.
  await db.query('checkpoint', [])
  for (const table of ['objects', 'segments', 'blobs']) await db.query(`vacuum analyze ${table}`, [])
  await db.close()
}

async function nextCommit(number: number) {
  const sealed = await Promise.all(
    Array.from({ length: CHANGES }, () =>
      sealObject(created.vault, {
        objectId: randomUUID(),
        version: 1,
        kind: 'record',
        payload: utf8('{"a":"small record"}'),
      }),
    ),
  )
  for (const { blobHash, bytes } of sealed) {
    await api.blobPut({ params: { vaultId, sha256: toHex(blobHash) }, body: bytes })
  }
  const changes = sealed.map(sealedChange)
  for (const change of changes) leavesOf(bucketOf(change.objectId)).push(change)
  for (const bucket of new Set(changes.map((change) => bucketOf(change.objectId)))) {
    hashes[bucket] = await deriveBucketHash(leavesOf(bucket))
  }
  return makeCommit(created.device, {
    ...{ vaultId, number, previous: head, stateRoot: await deriveStateRoot(hashes), changes },
    ...{ rosterHash: created.roster.roster.hash, epoch: 0, deviceId: created.device.deviceId },
    ...{ time: Date.now(), isRotation: false },
  })
}

async function timed(expected: number, call: () => Promise<{ readonly status: number }>): Promise<number> {
  const startedAt = performance.now()
  const { status } = await call()
  if (status !== expected) throw new Error(`answered with ${status}`)
  return performance.now() - startedAt
}
