/**
 * Sends what is queued: first the blobs that the vault does not have, then one signed commit that makes them count.
 * When another device was faster, what it did is taken over first. Read next: pull-commits.ts.
 */

import { openObject } from '@nornos/crypto/vault-open'
import { deletion, makeCommit, type SignedCommit, sealObject } from '@nornos/crypto/vault-seal'
import { type Change, hashBytes } from '@nornos/crypto/verify'
import { err, fromHex, ok, present, type Result, toHex } from '@nornos/std'
import { wait } from '../clock.ts'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { withdrawFiles } from '../files/finish-upload.ts'
import { renewQueuedFiles } from '../files/renew-parts.ts'
import { aloneWithMutables } from '../mutable/mutable-shelf.ts'
import { nextVersion } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { renameInCatalog } from '../objects/rename-in-catalog.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf, type StorageChange } from '../storage/device-storage.ts'
import { rosterOf } from '../vault/session.ts'
import { bytesToText } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import { finishDraft } from './finish-draft.ts'
import { inParallel } from './in-parallel.ts'
import { lastSeenChange, nextSeen, readLastSeen } from './last-seen.ts'
import { pullCommits } from './pull-commits.ts'

/** As many as a commit holds. */
const changesMax = 1_000
const uploadsAtOnce = 3
const attemptsMax = 8

export async function pushOutbox(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  for (let attempt = 1; device.outbox.size > 0; ) {
    const pushed = await pushOnce(device)
    if (pushed.ok) attempt = 1
    else if (attempt === attemptsMax || !isWorthRepeating(pushed.error)) return pushed
    else {
      attempt++
      const caughtUp = await catchUp(device, attempt)
      if (!caughtUp.ok) return caughtUp
    }
    device.changed('sync')
  }
  return ok(undefined)
}

/** As much as one commit holds. */
async function pushOnce(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  await renewQueuedFiles(device)
  const queued = device.outbox.entries().slice(0, changesMax)
  const entries = await withRightVersions(device, queued)
  if (!entries.ok) return entries
  const sent = await sendBlobs(device, entries.value)
  if (!sent.ok) return isRefusal(sent.error, 'storage-full') ? makeRoom(device, sent.error) : sent
  // A person changed something meanwhile: what they changed goes out instead.
  return sent.value === 'outdated' ? ok(undefined) : commit(device, entries.value)
}

/** A full vault still takes deletions: those that nothing waits for go first, and then there may be room for the rest. */
async function makeRoom(device: OpenDevice, full: DeviceProblem): Promise<Result<undefined, DeviceProblem>> {
  const queued = device.outbox.entries().filter(({ makesRoom }) => makesRoom === true)
  const entries = await withRightVersions(device, queued.slice(0, changesMax))
  if (!entries.ok) return entries
  return entries.value.length === 0 ? err(full) : commit(device, entries.value)
}

function isWorthRepeating(problem: DeviceProblem): boolean {
  return ['commit-conflict', 'commit-refused', 'epoch-stale'].some((code) => isRefusal(problem, code))
}

/** Takes over what came first. Two devices that collide do not collide again and again. */
async function catchUp(device: OpenDevice, attempt: number): Promise<Result<undefined, DeviceProblem>> {
  const pulled = await pullCommits(device)
  if (pulled.ok) await wait(device.chance() * Math.min(2_000, 50 * 2 ** attempt))
  return pulled
}

/** What was sealed for a version that another commit has taken meanwhile, or under an epoch that ended, is sealed anew. */
async function withRightVersions(
  device: OpenDevice,
  entries: readonly OutboxEntry[],
): Promise<Result<readonly OutboxEntry[], DeviceProblem>> {
  const stale = stalePartsOf(device, entries)
  if (stale.size > 0) return withdrawFiles(device, stale)
  const right: OutboxEntry[] = []
  for (const entry of entries) {
    if (isRight(device, entry)) right.push(entry)
    else {
      const anew = await aloneWithMutables(device, () => sealAnew(device, entry.objectId))
      if (anew !== null) right.push(anew)
    }
  }
  return ok(right)
}

function isRight(device: OpenDevice, { blob, objectId, version }: OutboxEntry): boolean {
  const { epoch } = device.session.vault
  return version === nextVersion(device, objectId) && (blob?.epoch ?? epoch) === epoch
}

/** Names of file parts under keys that are no longer taken: they lie in the vault alone, and their file is sent anew. */
function stalePartsOf(device: OpenDevice, entries: readonly OutboxEntry[]): ReadonlySet<string> {
  const parts = entries.filter((entry) => entry.blob?.table === 'vault' && !isRight(device, entry))
  return new Set(parts.flatMap(({ blob }) => blob?.name ?? []))
}

/** What is queued for this object now; null when it was settled meanwhile. */
async function sealAnew(device: OpenDevice, objectId: string): Promise<OutboxEntry | null> {
  const entry = device.outbox.get(objectId)
  const version = nextVersion(device, objectId)
  if (entry === null || isRight(device, entry)) return entry
  const { blob } = entry
  if (blob === null) return requeue(device, { ...entry, version })
  // Parts have names that nothing else has, so nobody takes their version; see `stalePartsOf` for their epoch.
  if (blob.table === 'vault') throw new AlarmError('altered_object', [blob.name])
  const { vault } = device.session
  const old = present(await readBytesOf(device.storage, blob.table, blob.name), 'a queued blob is kept')
  const { kind, part, payload } = await openObject(vault, old, { objectId, version: entry.version })
  if (kind === 'keyring') throw new AlarmError('altered_object')
  const sealed = await sealObject(vault, { objectId, version, kind, part, payload })
  const name = toHex(sealed.blobHash)
  const named = {
    ...entry,
    version,
    blob: { ...blob, name, size: sealed.bytes.length, epoch: vault.epoch },
  }
  return requeue(device, named, [
    { table: blob.table, key: name, value: sealed.bytes },
    { table: blob.table, key: blob.name, value: null },
  ])
}

/** The queue and the catalogue name the new bytes from now on. */
async function requeue(
  device: OpenDevice,
  entry: OutboxEntry,
  changes: readonly StorageChange[] = [],
): Promise<OutboxEntry> {
  const draft = device.catalog.draft()
  const { blob, objectId, version } = entry
  if (blob !== null) {
    renameInCatalog(device.catalog, draft, { objectId, version, blob: blob.name, epoch: blob.epoch })
  }
  await finishDraft(device, draft, { queue: [entry], changes, durability: 'strict' })
  return entry
}

async function sendBlobs(
  device: OpenDevice,
  entries: readonly OutboxEntry[],
): Promise<Result<'sent' | 'outdated', DeviceProblem>> {
  const { api, outbox, session, signal } = device
  const params = { vaultId: session.file.vaultId }
  const byName = new Map(
    entries.flatMap(({ blob, objectId }) =>
      blob === null ? [] : [[blob.name, { ...blob, objectId }] as const],
    ),
  )
  if (byName.size === 0) return ok('sent')
  const missing = await ask(api.blobMissing({ params, body: { hashes: [...byName.keys()] }, signal }))
  if (!missing.ok) return missing
  const onlyThere = missing.value.body.missing.filter((name) => byName.get(name)?.table === 'vault')
  if (onlyThere.length > 0) return withdrawFiles(device, new Set(onlyThere))
  let problem: DeviceProblem | null = null
  let isOutdated = false
  await inParallel(missing.value.body.missing, uploadsAtOnce, async (sha256) => {
    const blob = byName.get(sha256)
    if (blob === undefined || blob.table === 'vault' || problem !== null) return
    const bytes = await readBytesOf(device.storage, blob.table, blob.name)
    if (bytes === null && outbox.get(blob.objectId)?.blob?.name !== sha256) {
      isOutdated = true
      return
    }
    // What lies here was sealed here: other bytes under the name are a fault of this device's storage.
    if (bytes === null || toHex(await hashBytes(bytes)) !== sha256)
      throw new AlarmError('altered_object', [sha256])
    const put = await ask(api.blobPut({ params: { ...params, sha256 }, body: bytes, signal }))
    if (!put.ok) problem = put.error
  })
  if (problem !== null) return err(problem)
  return ok(isOutdated ? 'outdated' : 'sent')
}

async function commit(
  device: OpenDevice,
  entries: readonly OutboxEntry[],
): Promise<Result<undefined, DeviceProblem>> {
  const { api, session, boxes, leaves, signal } = device
  const changes = entries.map(changeOf)
  const signed = await signCommit(device, changes)
  const bytes = bytesToText(signed.bytes)
  const params = { vaultId: session.file.vaultId }
  const sent = await ask(api.commitCreate({ params, body: { commit: bytes }, signal }))
  if (!sent.ok) return sent
  const before = new Map(changes.map(({ objectId }) => [objectId, leaves.get(objectId)]))
  await leaves.apply(changes)
  const seen = nextSeen(await readLastSeen(boxes), signed.commit, bytes)
  const shards = await leaves.takeChanges()
  // What was queued anew for one of these objects meanwhile stays queued.
  try {
    await finishDraft(device, device.catalog.draft(), {
      settle: entries,
      changes: [...shards, await lastSeenChange(boxes, seen)],
      durability: 'strict',
    })
  } catch (cause) {
    // As if the answer had been lost: the next pull finds the commit, and knows it as its own.
    leaves.restore(before)
    throw cause
  }
  await device.heads.write(session.file.vaultId, { n: seen.n, head: seen.head })
  return ok(undefined)
}

async function signCommit(device: OpenDevice, changes: readonly Change[]): Promise<SignedCommit> {
  const { session, boxes, leaves, clock } = device
  const seen = await readLastSeen(boxes)
  return makeCommit(session.signer, {
    vaultId: session.file.vaultId,
    number: seen.n + 1,
    previous: present(fromHex(seen.head), 'a head is hex'),
    stateRoot: await leaves.rootAfter(changes),
    rosterHash: rosterOf(session).hash,
    epoch: session.vault.epoch,
    deviceId: session.file.deviceId,
    time: clock.now().getTime(),
    isRotation: false,
    changes,
  })
}

function changeOf({ blob, objectId, version }: OutboxEntry): Change {
  if (blob === null) return deletion(objectId, version)
  const blobHash = present(fromHex(blob.name), 'a blob is named by its hash')
  return { objectId, version, blobHash, byteLength: blob.size }
}
