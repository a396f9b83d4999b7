/**
 * The end of a vault, in the order in which nothing can be left behind: first every consent, with its keys; then what
 * brings data; then the vault, against the head that this device has seen; then what is on this device.
 */
import type { ClosureReceipt, ConsentView } from '@nornos/contracts'
import { err, ok, type Result } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { stopSharing } from '../share/share.ts'
import { readLastSeen } from '../sync/last-seen.ts'
import { closedElsewhere, closingWordOf } from './closing-word.ts'
import { endConnections } from './end-connections.ts'
import { readReceipt } from './read-receipt.ts'

export interface ClosureView {
  /** Names of those who can read something now. */
  readonly readers: readonly string[]
  readonly objects: number
  readonly bytes: number
  /** Changes that no other device has; they go with the vault. */
  readonly unsent: number
}

export async function readClosure(device: OpenDevice): Promise<Result<ClosureView, DeviceProblem>> {
  const listed = await ask(device.api.consentList({ signal: device.signal }))
  if (!listed.ok) return listed
  const leaves = [...device.leaves.all()].filter(({ size }) => size > 0)
  return ok({
    readers: readersOf(listed.value.body.consents),
    objects: leaves.length,
    bytes: leaves.reduce((sum, { size }) => sum + size, 0),
    unsent: device.outbox.size,
  })
}

/** Null: it was closed before, and its receipt cannot be asked for any more. */
export async function closeVault(device: OpenDevice): Promise<Result<ClosureReceipt | null, DeviceProblem>> {
  const ended = await endSharing(device)
  if (!ended.ok) return ended
  const disconnected = await endConnections(device.api)
  if (!disconnected.ok) return disconnected
  const params = { vaultId: device.session.file.vaultId }
  const { head } = await readLastSeen(device.boxes)
  const { word } = await closingWordOf(device.session.vault)
  // Without the device's signal: whoever follows the vault hears that it is gone before the receipt is here, and locks.
  const reply = await ask(device.api.vaultClose({ params, body: { head, word } }))
  if (reply.ok) return ok(reply.value.body)
  return (await closedElsewhere(device, reply.error)) === null
    ? reply
    : readReceipt(device.api, params.vaultId)
}

/** Whether a device of this vault, perhaps this one, has closed it already. */
export async function isClosed(device: OpenDevice): Promise<boolean> {
  const params = { vaultId: device.session.file.vaultId }
  const read = await ask(device.api.vaultRead({ params, signal: device.signal }))
  return !read.ok && (await closedElsewhere(device, read.error)) !== null
}

/** A consent that is still being ended has keys that live: nothing is destroyed before they are gone. */
async function endSharing(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const listed = await ask(device.api.consentList({ signal: device.signal }))
  if (!listed.ok) return listed
  const standing = listed.value.body.consents.filter(isStanding)
  for (const consentId of new Set(standing.map(({ record }) => record.consent_id))) {
    const stopped = await stopSharing(device, consentId)
    if (!stopped.ok) return stopped
  }
  const after = await ask(device.api.consentList({ signal: device.signal }))
  if (!after.ok) return after
  const isLeft = after.value.body.consents.some(isStanding)
  return isLeft ? err({ type: 'SharingNotEnded' }) : ok(undefined)
}

export function readersOf(consents: readonly ConsentView[]): readonly string[] {
  return [...new Set(consents.filter(isStanding).map(({ granteeName }) => granteeName))]
}

function isStanding({ state }: ConsentView): boolean {
  return state === 'live' || state === 'not_yet' || state === 'pending'
}
