/**
 * Takes over the state that the vault's newest step stands for, without every step that led there: a vault out of a backup
 * has the last ones alone. The step is signed by a device of the vault, and the state makes its root; what the steps before
 * would add is the order in which it came about. `specs/vault-commit.md` §4.
 */
import { type Change, type Commit, deriveBucketHashes } from '@nornos/crypto/verify'
import { concat, equalBytes, err, fromHex, ok, present, type Result, toHex } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { StateLeaf } from '../objects/state-leaves.ts'
import type { OpenDevice } from '../open-device.ts'
import type { StorageChange } from '../storage/device-storage.ts'
import { bytesToText } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import { inParallel } from './in-parallel.ts'
import type { KnownHead } from './known-heads.ts'
import { type LastSeen, lastSeenChange, nextSeen, readLastSeen } from './last-seen.ts'
import { readChain } from './read-chain.ts'
import { takeOverObjects } from './take-over-objects.ts'
import { checkSigner } from './verify-step.ts'

export type Leaves = ReadonlyMap<string, StateLeaf>

export interface Adoption {
  /** Looks at both states before anything is changed; may throw AlarmError, or put into the outbox what is to stay. */
  compare(own: Leaves, shown: Leaves): Promise<void>
  /** Written together with the state. */
  readonly also: readonly StorageChange[]
}

const bucketsAtOnce = 4

export async function adoptState(
  device: OpenDevice,
  target: KnownHead,
  { also, compare }: Adoption,
): Promise<Result<LastSeen, DeviceProblem>> {
  const { boxes, leaves, session } = device
  const step = await signedStep(device, target)
  if (!step.ok) return step
  const own: Leaves = new Map([...leaves.all()].map((leaf) => [leaf.objectId, leaf]))
  const shown = await fetchLeaves(device, target)
  if (!shown.ok) return shown
  const changes = changesBetween(own, shown.value)
  const gone = [...own.keys()].filter((objectId) => !shown.value.has(objectId))
  await compare(own, shown.value)
  leaves.restore(new Map([...gone.map((objectId) => [objectId, null] as const), ...shown.value]))
  const putBack = () => {
    const added = [...shown.value.keys()].filter((objectId) => !own.has(objectId))
    leaves.restore(new Map([...added.map((objectId) => [objectId, null] as const), ...own]))
  }
  try {
    if (!equalBytes(await leaves.root(), step.value.stateRoot))
      throw new AlarmError('altered_object', [textOf(step.value)])
    const seen = nextSeen(await readLastSeen(boxes), step.value, textOf(step.value))
    const moved = await lastSeenChange(boxes, seen)
    const taken = await takeOverObjects(device, changes, [...also, moved])
    if (!taken.ok) {
      putBack()
      return taken
    }
    await device.heads.write(session.file.vaultId, { n: seen.n, head: seen.head })
    return ok(seen)
  } catch (cause) {
    putBack()
    throw cause
  }
}

/** For a device that is behind what the vault still has: nothing that it knows may be older there. */
export async function nothingGoesBack(own: Leaves, shown: Leaves): Promise<void> {
  for (const { objectId, version } of own.values()) {
    if ((shown.get(objectId)?.version ?? 0) < version) throw new AlarmError('rollback', [objectId])
  }
}

/** The step with this head, signed under the present keys by a device of the vault. */
async function signedStep(device: OpenDevice, target: KnownHead): Promise<Result<Commit, DeviceProblem>> {
  const steps = await readChain(device, target.n - 1, target)
  if (!steps.ok) return steps
  const step = steps.value?.[0]
  if (step === undefined) throw new AlarmError('fork', [JSON.stringify(target)])
  const { file, rosters, vault } = device.session
  const evidence = [textOf(step)]
  if (step.vaultId !== file.vaultId) throw new AlarmError('fork', evidence)
  if (step.epoch !== vault.epoch) throw new AlarmError('rollback', evidence)
  await checkSigner(step, rosters, evidence)
  return ok(step)
}

function textOf({ signature, signedBytes }: Commit): string {
  return bytesToText(concat(signedBytes, signature))
}

/** Only buckets that differ are fetched. The caller compares the root. */
async function fetchLeaves(device: OpenDevice, target: KnownHead): Promise<Result<Leaves, DeviceProblem>> {
  const { api, leaves, session, signal } = device
  const params = { vaultId: session.file.vaultId }
  const reply = await ask(api.stateRead({ params, query: {}, signal }))
  if (!reply.ok) return reply
  const { body } = reply.value
  if (!('buckets' in body) || body.n !== target.n) return err({ type: 'Offline' })
  const own = await deriveBucketHashes(leaves.all())
  const differing = body.buckets.flatMap((hash, bucket) =>
    hash === toHex(present(own[bucket], '256 buckets')) ? [] : [bucket.toString(16).padStart(2, '0')],
  )
  const isDiffering = new Set(differing)
  const shown = new Map<string, StateLeaf>()
  for (const leaf of leaves.all()) {
    if (!isDiffering.has(leaf.objectId.slice(0, 2))) shown.set(leaf.objectId, leaf)
  }
  let problem: DeviceProblem | null = null
  await inParallel(differing, bucketsAtOnce, async (bucket) => {
    const page = await ask(api.stateRead({ params, query: { bucket }, signal }))
    if (!page.ok) problem = page.error
    else if (!('leaves' in page.value.body) || page.value.body.n !== target.n) problem = { type: 'Offline' }
    else {
      for (const { hash, objectId, size, version } of page.value.body.leaves)
        shown.set(objectId, { objectId, version, size, blobHash: present(fromHex(hash), 'a hash is hex') })
    }
  })
  return problem === null ? ok(shown) : err(problem)
}

function changesBetween(own: Leaves, shown: Leaves): readonly Change[] {
  return [...shown.values()].flatMap(({ blobHash, objectId, size, version }) => {
    const known = own.get(objectId)
    const isSame = known?.version === version && equalBytes(known.blobHash, blobHash)
    return isSame ? [] : [{ objectId, version, blobHash, byteLength: size }]
  })
}
