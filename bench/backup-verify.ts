/**
 * How fast a backup is checked without any key: names, leaves, root, chain, signatures. The peer is SHA-256 alone over
 * the same blobs, in the same run. Fails below 200 MB/s.
 */
import {
  encodeBackupHead,
  encodeLeaves,
  encodeSums,
  readBackup,
  sumsName,
  tarEnd,
  tarHeader,
  tarPadding,
} from '@nornos/crypto/backup'
import { createVault, makeCommit, makeKitEntropy, sealedChange, sealObject } from '@nornos/crypto/vault-seal'
import { bucketCount, bucketOf, deriveBucketHashes, deriveStateRoot, hashBytes } from '@nornos/crypto/verify'
import { type Bytes, concat, toHex } from '@nornos/std'

const MEGABYTE = 1e6
const PART_BYTES = 8 * 1024 * 1024
const PARTS = 40
const FLOOR = 200

const { entries, blobs } = await makeBackup()
const size = blobs.reduce((sum, blob) => sum + blob.length, 0)
// Once for the machine to warm up.
await verify()
const raw = await rate(async () => {
  for (const blob of blobs) await crypto.subtle.digest('SHA-256', blob)
})
const verified = await rate(verify)
console.log(`${PARTS} parts of 8 MiB: ${(size / MEGABYTE).toFixed(0)} MB`)
console.log(`SHA-256 alone: ${raw.toFixed(0)} MB/s`)
console.log(`backup-verify: ${verified.toFixed(0)} MB/s, ${(verified / raw).toFixed(2)} x SHA-256`)
if (verified < FLOOR) process.exitCode = 1

async function verify(): Promise<void> {
  const waiting = pieces()
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = waiting.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
  const report = await readBackup(source)
  if (report.backup === null) throw new Error(JSON.stringify(report.faults[0]))
}

/** As a disk gives them. */
function* pieces(): Generator<Uint8Array> {
  for (const [name, bytes] of entries) {
    yield tarHeader(name, bytes.length)
    for (let at = 0; at < bytes.length; at += 1024 * 1024) yield bytes.subarray(at, at + 1024 * 1024)
    yield tarPadding(bytes.length)
  }
  yield tarEnd()
}

async function rate(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return size / MEGABYTE / ((performance.now() - startedAt) / 1_000)
}

async function makeBackup() {
  const deviceId = crypto.randomUUID()
  const now = Date.now()
  const created = await createVault({
    vaultId: crypto.randomUUID(),
    deviceId,
    deviceName: 'bench',
    now,
    openers: [{ slotId: crypto.randomUUID(), opener: { kind: 'kit', entropy: makeKitEntropy() } }],
  })
  const { device, genesis, roster, slots, vault } = created
  const objects = []
  const payload = new Uint8Array(PART_BYTES)
  for (let part = 1; part <= PARTS; part++) {
    payload[0] = part
    const objectId = crypto.randomUUID()
    objects.push(await sealObject(vault, { objectId, version: 1, kind: 'file-part', part, payload }))
  }
  const changes = objects.map(sealedChange).sort((left, right) => (left.objectId < right.objectId ? -1 : 1))
  const state = [...genesis.commit.changes, ...changes]
  const { bytes, commit } = await makeCommit(device, {
    vaultId: vault.vaultId,
    number: 2,
    previous: genesis.commit.head,
    stateRoot: await deriveStateRoot(await deriveBucketHashes(state)),
    rosterHash: roster.roster.hash,
    epoch: 0,
    deviceId,
    time: now,
    isRotation: false,
    changes,
  })
  const head = { vaultId: vault.vaultId, number: 2, head: commit.head, rosterNumber: 1, madeAt: now }
  const small: [string, Bytes][] = [
    ['head', encodeBackupHead(head)],
    ['rosters/1', roster.bytes],
    ...slots.map((slot): [string, Bytes] => [`slots/${slot.entry.id}`, slot.bytes]),
    ['commits/1', genesis.bytes],
    ['commits/2', bytes],
  ]
  const leaves = state.sort((left, right) => (left.objectId < right.objectId ? -1 : 1))
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    const own = leaves.filter(({ objectId }) => bucketOf(objectId) === bucket)
    small.push([`state/${bucket.toString(16).padStart(2, '0')}`, encodeLeaves(own)])
  }
  const sums = new Map<string, Bytes>()
  for (const [name, content] of small) sums.set(name, await hashBytes(content))
  const sealed = [created.keyring, ...objects].map((object): [string, Bytes] => [
    `blobs/${toHex(object.blobHash)}`,
    object.bytes,
  ])
  const all: [string, Bytes][] = [...small, [sumsName, encodeSums(sums)], ...sealed]
  return { entries: all, blobs: sealed.map(([, content]) => concat(content)) }
}
