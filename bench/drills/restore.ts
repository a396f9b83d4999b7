/**
 * The drill that says whether a backup is one: a vault with a file of 1 GB (`NORNOS_DRILL_MB` for another size) and
 * records is backed up to a disk, destroyed, restored from the disk, and backed up again. Every sealed object must be
 * the same, bit by bit; then one bit of the backup is turned, and it must be refused.
 *
 * All services run in one process on a real PostgreSQL. Fails when anything differs.
 */
import { createHash } from 'node:crypto'
import { openAsBlob } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readBackup } from '@nornos/crypto/backup'
import { makeCommit, sealedChange, sealObject } from '@nornos/crypto/vault-seal'
import { type Change, deriveBucketHashes, deriveStateRoot } from '@nornos/crypto/verify'
import { type TestPatient, TestPlatform } from '@nornos/platform/testing'
import { logTo } from '@nornos/service-kit'
import { assert, toBase64Url, toHex } from '@nornos/std'

const MEGABYTE = 1e6
const PART_BYTES = 8 * 1024 * 1024
const RECORDS = 200
const size = Number(process.env['NORNOS_DRILL_MB'] ?? 1_024) * MEGABYTE

logTo({ write: () => undefined })
await using env = await TestPlatform.create()
const folder = await mkdtemp(join(tmpdir(), 'nornos-drill-'))
try {
  const alice = await env.makePatient()
  const params = { vaultId: alice.patientId }
  await timed('stored', () => fill(alice))
  const file = join(folder, 'backup.tar')
  const before = await timed('backed up and verified', () => takeBackup(alice, file))
  const head = (await alice.api.vaultRead({ params })).body?.head ?? ''
  const closed = await alice.api.vaultClose({ params, body: { head, word: 'A'.repeat(22) } })
  assert(closed.status === 200, 'the vault is destroyed')
  await timed('restored', async () => {
    const reply = await alice.api.vaultRestore({ params, query: {}, body: await openAsBlob(file) })
    assert(reply.status === 201, `the vault is restored: ${reply.problem ?? ''}`)
  })
  const after = await timed('backed up again', () => takeBackup(alice, join(folder, 'again.tar')))
  assert(
    before.size === after.size && [...before].every(([name, hash]) => after.get(name) === hash),
    'bit by bit',
  )
  await spoil(file)
  const report = await readBackup((await openAsBlob(file)).stream())
  assert(report.backup === null, 'a spoilt backup is refused')
  console.log(`restore: ${before.size} objects the same; spoilt: ${report.faults[0]?.code}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function fill(alice: TestPatient): Promise<void> {
  const { device, genesis, roster, vault } = alice.created
  const parts = Math.ceil(size / PART_BYTES)
  const changes: Change[] = []
  const payload = new Uint8Array(PART_BYTES)
  for (let index = 0; index < parts + RECORDS; index++) {
    const isPart = index < parts
    crypto.getRandomValues(payload.subarray(0, 65_536))
    const kind = isPart ? 'file-part' : 'record'
    const content = isPart ? { part: index + 1, payload } : { payload: payload.slice(0, 900) }
    const sealed = await sealObject(vault, { objectId: crypto.randomUUID(), version: 1, kind, ...content })
    const blob = { vaultId: alice.patientId, sha256: toHex(sealed.blobHash) }
    const put = await alice.api.blobPut({ params: blob, body: sealed.bytes })
    assert(put.status === 201, `stored: ${put.problem ?? ''}`)
    changes.push(sealedChange(sealed))
  }
  changes.sort((left, right) => (left.objectId < right.objectId ? -1 : 1))
  const commit = await makeCommit(device, {
    vaultId: alice.patientId,
    number: 2,
    previous: genesis.commit.head,
    stateRoot: await deriveStateRoot(await deriveBucketHashes([...genesis.commit.changes, ...changes])),
    rosterHash: roster.roster.hash,
    epoch: 0,
    deviceId: alice.deviceId,
    time: Date.now(),
    isRotation: false,
    changes,
  })
  const sent = await alice.api.commitCreate({
    params: { vaultId: alice.patientId },
    body: { commit: toBase64Url(commit.bytes) },
  })
  assert(sent.status === 201, `committed: ${sent.problem ?? ''}`)
}

/** To the disk first; the SHA-256 of each blob as it lies there, by name. */
async function takeBackup(alice: TestPatient, file: string): Promise<ReadonlyMap<string, string>> {
  const reply = await alice.api.backupRead({ params: { vaultId: alice.patientId } })
  const handle = await open(file, 'w')
  try {
    for await (const piece of reply.body?.body ?? []) await handle.write(piece)
  } finally {
    await handle.close()
  }
  const hashes = new Map<string, string>()
  const report = await readBackup((await openAsBlob(file)).stream(), async (name, bytes) => {
    hashes.set(name, createHash('sha256').update(bytes).digest('hex'))
  })
  assert(report.backup !== null, `a good backup: ${JSON.stringify(report.faults[0] ?? null)}`)
  return hashes
}

async function spoil(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    const at = Math.floor((await handle.stat()).size / 2)
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at)
    await handle.write(Buffer.from([(buffer[0] ?? 0) ^ 1]), 0, 1, at)
  } finally {
    await handle.close()
  }
}

async function timed<Value>(what: string, work: () => Promise<Value>): Promise<Value> {
  const startedAt = performance.now()
  const value = await work()
  const seconds = (performance.now() - startedAt) / 1_000
  console.log(`${what}: ${seconds.toFixed(1)} s, ${(size / MEGABYTE / seconds).toFixed(0)} MB/s`)
  return value
}
