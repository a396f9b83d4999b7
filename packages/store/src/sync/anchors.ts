/**
 * Points that the vault's chain must go through, besides what this device has seen itself. A device that is new, or whose
 * database was cleared, would otherwise believe the first head that it is shown.
 */
import { ok, type Result } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { AlarmError } from './alarm.ts'
import type { KnownHead } from './known-heads.ts'
import type { LastSeen } from './last-seen.ts'
import type { AlarmWitness } from './sync-state.ts'

export interface Anchor extends KnownHead {
  readonly by: AlarmWitness
}

/** Relay is asked by a device that has seen nothing yet: without its answer there is no first head to trust. */
export async function readAnchors(
  device: OpenDevice,
  seen: LastSeen,
): Promise<Result<readonly Anchor[], DeviceProblem>> {
  const { api, heads, session, signal } = device
  const kept = await heads.read(session.file.vaultId)
  const own: readonly Anchor[] = kept === null ? [] : [{ ...kept, by: 'device' }]
  if (seen.n > 0) return ok(own.filter(({ n }) => n > seen.n))
  const witnessed = await ask(api.vaultHeadList({ signal }))
  if (!witnessed.ok) return witnessed
  return ok([...own, ...witnessed.value.body.heads.map((head): Anchor => ({ ...head, by: 'witness' }))])
}

/** Throws AlarmError when the chain that is shown ends before a point that it once reached. */
export function checkReach(anchors: readonly Anchor[], shown: KnownHead): void {
  for (const anchor of anchors) {
    if (shown.n < anchor.n) throw new AlarmError('rollback', evidenceOf(anchor, shown), { by: anchor.by })
  }
}

/** Throws AlarmError when this step has another head than the one that was seen there. */
export function checkAnchors(anchors: readonly Anchor[], step: LastSeen): void {
  for (const anchor of anchors) {
    if (anchor.n !== step.n || anchor.head === step.head) continue
    throw new AlarmError('fork', [...evidenceOf(anchor, step), step.commit], { by: anchor.by })
  }
}

function evidenceOf(anchor: Anchor, { head, n }: KnownHead): readonly string[] {
  return [JSON.stringify(anchor), JSON.stringify({ n, head })]
}
