/**
 * Follows the vault's chain from where this device saw it last: verifies every step, fetches what other devices wrote
 * and takes it into the catalogue. What does not fit raises an alarm, and nothing is taken over.
 */
import type { VaultHead } from '@nornos/contracts'
import type { Change } from '@nornos/crypto/verify'
import { ok, type Result, toHex } from '@nornos/std'
import { ask, isRefusal, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { StateLeaf } from '../objects/state-leaves.ts'
import type { OpenDevice } from '../open-device.ts'
import { textToBytes } from '../vault/vault-file.ts'
import { adoptState, nothingGoesBack } from './adopt-state.ts'
import { AlarmError } from './alarm.ts'
import { type Anchor, checkAnchors, checkReach, readAnchors } from './anchors.ts'
import { followRestore, noteRestore } from './follow-restore.ts'
import type { KnownHead } from './known-heads.ts'
import { epochOf, type LastSeen, lastSeenChange, nextSeen, readLastSeen } from './last-seen.ts'
import { learnRoster } from './learn-roster.ts'
import { readChain } from './read-chain.ts'
import { withRepair } from './repair-leaves.ts'
import { takeOverObjects } from './take-over-objects.ts'
import { verifyStep } from './verify-step.ts'

/** Steps that are taken over in one go: bounds what is held in memory. */
const stepsAtOnce = 8

export async function pullCommits(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const { api, session, signal } = device
  const params = { vaultId: session.file.vaultId }
  const present = await ask(api.vaultRead({ params, signal }))
  if (!present.ok) return present
  const { quota, restored } = present.value.body
  device.quota = quota
  try {
    const pulled = await pullTo(device, present.value.body)
    if (pulled.ok && restored !== null) await noteRestore(device, restored)
    return pulled
  } catch (cause) {
    if (!(cause instanceof AlarmError) || restored === null) throw cause
    return followRestore(device, restored, present.value.body, cause)
  }
}

async function pullTo(
  device: OpenDevice,
  { n, head, roster }: Pick<VaultHead, 'n' | 'head' | 'roster'>,
): Promise<Result<undefined, DeviceProblem>> {
  const seen = await readLastSeen(device.boxes)
  if (n < seen.n) throw new AlarmError('rollback', [seen.commit, JSON.stringify({ n, head })])
  if (n === seen.n && head !== seen.head) {
    throw new AlarmError('fork', [seen.commit, JSON.stringify({ n, head })])
  }
  const anchors = await readAnchors(device, seen)
  if (!anchors.ok) return anchors
  checkReach(anchors.value, { n, head })
  const learnt = await learnRoster(device, roster.roster)
  if (!learnt.ok) return learnt
  return n === seen.n ? ok(undefined) : follow(device, seen, { n, head }, anchors.value)
}

async function follow(
  device: OpenDevice,
  from: LastSeen,
  target: KnownHead,
  anchors: readonly Anchor[],
): Promise<Result<undefined, DeviceProblem>> {
  let seen = from
  while (seen.n < target.n) {
    const page = await commitsAfter(device, seen.n)
    if (!page.ok && isRefusal(page.error, 'history-truncated')) return skipTo(device, target, anchors)
    if (!page.ok) return page
    if (page.value.length === 0) throw new AlarmError('rollback', [seen.commit, JSON.stringify(target)])
    for (let first = 0; first < page.value.length; first += stepsAtOnce) {
      const steps = page.value.slice(first, first + stepsAtOnce)
      const taken = await withRepair(device, seen, () => takeSteps(device, seen, steps, anchors))
      if (!taken.ok) return taken
      seen = taken.value
      device.changed('sync')
    }
  }
  // The chain may have grown while it was read; then the head that was shown is one of its steps.
  if (seen.n === target.n && seen.head !== target.head) {
    throw new AlarmError('fork', [seen.commit, JSON.stringify(target)])
  }
  return ok(undefined)
}

/** The vault came out of a backup and no longer has the steps that this device lacks. */
async function skipTo(
  device: OpenDevice,
  target: KnownHead,
  anchors: readonly Anchor[],
): Promise<Result<undefined, DeviceProblem>> {
  for (const anchor of anchors) {
    const steps = await readChain(device, anchor.n - 1, target)
    // What was seen before the oldest step that is kept cannot be compared any more.
    if (!steps.ok && !isRefusal(steps.error, 'history-truncated')) return steps
    const step = steps.ok ? steps.value?.[0] : undefined
    if (steps.ok && (step === undefined || toHex(step.head) !== anchor.head))
      throw new AlarmError('fork', [JSON.stringify(anchor), JSON.stringify(target)], { by: anchor.by })
  }
  const adopted = await adoptState(device, target, { compare: nothingGoesBack, also: [] })
  return adopted.ok ? ok(undefined) : adopted
}

async function commitsAfter(
  { api, session, signal }: OpenDevice,
  after: number,
): Promise<Result<readonly string[], DeviceProblem>> {
  const params = { vaultId: session.file.vaultId }
  const page = await ask(api.commitList({ params, query: { after: String(after) }, signal }))
  if (!page.ok) return page
  return receive(Array.fromAsync(page.value.body, (line) => line.commit))
}

/** Verifies some steps, then stores what they brought and how far they led in one transaction. */
async function takeSteps(
  device: OpenDevice,
  from: LastSeen,
  commits: readonly string[],
  anchors: readonly Anchor[],
): Promise<Result<LastSeen, DeviceProblem>> {
  const { boxes, leaves, session } = device
  const before = new Map<string, StateLeaf | null>()
  const last = new Map<string, Change>()
  let seen = from
  let epoch = await epochOf(from)
  try {
    for (const text of commits) {
      const commit = await verifyStep(textToBytes(text), {
        vaultId: session.file.vaultId,
        epoch,
        seen,
        rosters: session.rosters,
        leaves,
      })
      for (const change of commit.changes) {
        if (!before.has(change.objectId)) before.set(change.objectId, leaves.get(change.objectId))
        last.set(change.objectId, change)
      }
      await leaves.apply(commit.changes)
      seen = nextSeen(seen, commit, text)
      epoch = commit.epoch
      checkAnchors(anchors, seen)
    }
    const moved = await lastSeenChange(boxes, seen)
    const taken = await takeOverObjects(device, [...last.values()], [moved])
    if (taken.ok) {
      await device.heads.write(session.file.vaultId, { n: seen.n, head: seen.head })
      return ok(seen)
    }
    leaves.restore(before)
    return taken
  } catch (cause) {
    leaves.restore(before)
    throw cause
  }
}
