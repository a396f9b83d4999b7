/**
 * The drill that says whether a backup is one: a vault with a file of 1 GB (`NORNOS_DRILL_MB` for another size), records
 * and more commits than a backup holds is backed up to a disk, destroyed, restored from the disk, and backed up again.
 * Every sealed object must be the same, bit by bit, and the vault goes on from its head; the commits that the backup left
 * out are said to be gone. Then one bit of the backup is turned, and it must be refused.
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
/** A backup holds the last thousand. */
const COMMITS = 1_010
const COMMITS_KEPT = 1_000
const size = Number(process.env['NORNOS_DRILL_MB'] ?? 1_024) * MEGABYTE

logTo({ write: () => undefined })
await using env = await TestPlatform.create()
const folder = await mkdtemp(join(tmpdir(), 'nornos-drill-'))
try {
  const alice = await env.makePatient()
  const params = { vaultId: alice.patientId }
  const life = beginLife(alice)
  await timed('stored', () => fill(life))
  const live = async () => {
    for (let index = 0; index < COMMITS; index++) await commit(life, [await store(life, 'record', 100)])
  }
  await timed(`${COMMITS} commits`, live, 0)
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
  await timed('history checked', () => checkHistory(life), 0)
  await spoil(file)
  const report = await readBackup((await openAsBlob(file)).stream())
  assert(report.backup === null, 'a spoilt backup is refused')
  console.log(`restore: ${before.size} objects the same; spoilt: ${report.faults[0]?.code}`)
} finally {
  await rm(folder, { recursive: true, force: true })
}

/** What the next commit of a vault needs to know. */
interface Life {
  readonly alice: TestPatient
  number: number
  head: Uint8Array<ArrayBuffer>
  /** Of everything so far. */
  readonly changes: Change[]
}

function beginLife(alice: TestPatient): Life {
  const { commit: first } = alice.created.genesis
  return { alice, number: 1, head: first.head, changes: [...first.changes] }
}

async function fill(life: Life): Promise<void> {
  const parts = Math.ceil(size / PART_BYTES)
  const changes: Change[] = []
  for (let part = 1; part <= parts; part++) changes.push(await store(life, 'file-part', PART_BYTES, part))
  for (let record = 0; record < RECORDS; record++) changes.push(await store(life, 'record', 900))
  await commit(life, changes)
}

/** Random bytes at the front of each are enough: nothing is compressed. */
async function store(
  { alice }: Life,
  kind: 'file-part' | 'record',
  byteLength: number,
  part?: number,
): Promise<Change> {
  const payload = new Uint8Array(byteLength)
  crypto.getRandomValues(payload.subarray(0, 65_536))
  const object = {
    objectId: crypto.randomUUID(),
    version: 1,
    kind,
    payload,
    ...(part !== undefined && { part }),
  }
  const sealed = await sealObject(alice.created.vault, object)
  const params = { vaultId: alice.patientId, sha256: toHex(sealed.blobHash) }
  const put = await alice.api.blobPut({ params, body: sealed.bytes })
  assert(put.status === 201, `stored: ${put.problem ?? ''}`)
  return sealedChange(sealed)
}

async function commit(life: Life, changes: readonly Change[]): Promise<void> {
  const { device, roster } = life.alice.created
  life.changes.push(...changes)
  const made = await makeCommit(device, {
    vaultId: life.alice.patientId,
    number: life.number + 1,
    previous: life.head,
    stateRoot: await deriveStateRoot(await deriveBucketHashes(life.changes)),
    rosterHash: roster.roster.hash,
    epoch: 0,
    deviceId: life.alice.deviceId,
    time: Date.now(),
    isRotation: false,
    changes,
  })
  const sent = await life.alice.api.commitCreate({
    params: { vaultId: life.alice.patientId },
    body: { commit: toBase64Url(made.bytes) },
  })
  assert(sent.status === 201, `committed: ${sent.problem ?? ''}`)
  life.number++
  life.head = made.commit.head
}

/** Of a restored vault, which then goes on. */
async function checkHistory(life: Life): Promise<void> {
  const { alice, number } = life
  const params = { vaultId: alice.patientId }
  const first = number - COMMITS_KEPT + 1
  const gone = await alice.api.commitList({ params, query: { after: String(first - 2) } })
  assert(
    gone.status === 410 && gone.facts?.['first'] === first,
    'what the backup left out is said to be gone',
  )
  const kept = await alice.api.commitList({ params, query: { after: String(first - 1) } })
  const numbers = (await Array.fromAsync(kept.body ?? [])).map(({ n }) => n)
  assert(numbers.length === COMMITS_KEPT && numbers.at(-1) === number, 'the last thousand are there')
  await commit(life, [await store(life, 'record', 100)])
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

async function timed<Value>(what: string, work: () => Promise<Value>, bytes = size): Promise<Value> {
  const startedAt = performance.now()
  const value = await work()
  const seconds = (performance.now() - startedAt) / 1_000
  const rate = bytes === 0 ? '' : `, ${(bytes / MEGABYTE / seconds).toFixed(0)} MB/s`
  console.log(`${what}: ${seconds.toFixed(1)} s${rate}`)
  return value
}
