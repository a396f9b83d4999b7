/**
 * Before a step that does not fit counts against the server, this device looks at itself: do its own leaves make the root
 * that it signed or verified last? If not, they are made anew from the signed chain up to that step, and it tries again.
 */
import { type Commit, parseCommit } from '@nornos/crypto/verify'
import { equalBytes, type Result, toHex } from '@nornos/std'
import { ask, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { StateLeaf } from '../objects/state-leaves.ts'
import type { OpenDevice } from '../open-device.ts'
import { textToBytes } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import { type LastSeen, nothingSeen } from './last-seen.ts'

export async function withRepair<Value>(
  device: OpenDevice,
  seen: LastSeen,
  work: () => Promise<Result<Value, DeviceProblem>>,
): Promise<Result<Value, DeviceProblem>> {
  try {
    return await work()
  } catch (cause) {
    if (!(cause instanceof AlarmError) || !(await repairLeaves(device, seen))) throw cause
    return work()
  }
}

/** True when the leaves were broken and now make the root again. */
async function repairLeaves(device: OpenDevice, seen: LastSeen): Promise<boolean> {
  if (seen.n === 0) return false
  const { leaves } = device
  const last = await parseCommit(textToBytes(seen.commit))
  if (equalBytes(await leaves.root(), last.stateRoot)) return false
  const rebuilt = await replayChain(device, seen)
  if (rebuilt === null) return false
  const before = new Map<string, StateLeaf | null>([...leaves.all()].map((leaf) => [leaf.objectId, leaf]))
  const gone = [...before.keys()].filter((objectId) => !rebuilt.has(objectId))
  leaves.restore(new Map([...gone.map((objectId) => [objectId, null] as const), ...rebuilt]))
  if (equalBytes(await leaves.root(), last.stateRoot)) return true
  leaves.restore(
    new Map([...[...rebuilt.keys()].map((id) => [id, before.get(id) ?? null] as const), ...before]),
  )
  return false
}

/** The leaves after the step that was seen last; null when the chain that is shown does not lead there. */
async function replayChain(
  device: OpenDevice,
  seen: LastSeen,
): Promise<ReadonlyMap<string, StateLeaf> | null> {
  const rebuilt = new Map<string, StateLeaf>()
  let at = nothingSeen
  while (at.n < seen.n) {
    const steps = await commitsAfter(device, at.n)
    if (steps.length === 0) return null
    for (const text of steps.slice(0, seen.n - at.n)) {
      const commit = await parsed(text)
      if (commit?.number !== at.n + 1 || toHex(commit.previous) !== at.head) return null
      for (const { objectId, version, blobHash, byteLength } of commit.changes) {
        rebuilt.set(objectId, { objectId, version, blobHash, size: byteLength })
      }
      at = { n: commit.number, head: toHex(commit.head), commit: text }
    }
  }
  return at.head === seen.head ? rebuilt : null
}

async function commitsAfter({ api, session, signal }: OpenDevice, n: number): Promise<readonly string[]> {
  const params = { vaultId: session.file.vaultId }
  const page = await ask(api.commitList({ params, query: { after: String(n) }, signal }))
  if (!page.ok) return []
  const lines = await receive(Array.fromAsync(page.value.body, (line) => line.commit))
  return lines.ok ? lines.value : []
}

async function parsed(text: string): Promise<Commit | null> {
  try {
    return await parseCommit(textToBytes(text))
  } catch {
    return null
  }
}
