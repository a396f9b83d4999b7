/**
 * Before a step that does not fit counts against the server, this device looks at itself: do its own leaves make the root
 * that it signed or verified last? If not, they are made anew from the signed chain up to that step, and it tries again.
 */
import { parseCommit } from '@nornos/crypto/verify'
import { equalBytes, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { StateLeaf } from '../objects/state-leaves.ts'
import type { OpenDevice } from '../open-device.ts'
import { textToBytes } from '../vault/vault-file.ts'
import { AlarmError } from './alarm.ts'
import type { LastSeen } from './last-seen.ts'
import { readChain } from './read-chain.ts'

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
  const steps = await readChain(device, 0, seen)
  if (!steps.ok || steps.value === null) return null
  const changes = steps.value.flatMap((step) => step.changes)
  return new Map(
    changes.map(({ objectId, version, blobHash, byteLength }) => [
      objectId,
      { objectId, version, blobHash, size: byteLength },
    ]),
  )
}
