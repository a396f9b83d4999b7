/**
 * A new epoch: after a device was lost, or words or a kit may be known to somebody else. All or nothing, at the vault
 * and here. When this program ends before the answer came, the device follows at its next sync, like any other one.
 */
import { closeVault, type Vault } from '@nornos/crypto/vault-open'
import {
  makeCommit,
  type RosterContent,
  type Rotation,
  rotateVault,
  type SignedCommit,
  sealedChange,
} from '@nornos/crypto/vault-seal'
import { parseSlot, type Roster } from '@nornos/crypto/verify'
import { type Bytes, err, fromHex, ok, present, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { lastSeenChange, nextSeen, readLastSeen } from '../sync/last-seen.ts'
import { pullCommits } from '../sync/pull-commits.ts'
import { adoptRosters } from '../vault/change-file.ts'
import { rosterOf } from '../vault/session.ts'
import { bytesToText, textToBytes } from '../vault/vault-file.ts'
import { ownSlotId } from './own-slot.ts'

/** Other devices commit meanwhile. */
const attemptsMax = 6
const worthRepeating = ['commit-conflict', 'epoch-stale', 'roster-refused']

/** To be run while nothing is synced. `remaining` says what of the roster stays; null: it is done already. */
export async function rotateKeys(
  device: OpenDevice,
  remaining: (last: Roster) => Result<RosterContent | null, DeviceProblem>,
): Promise<Result<undefined, DeviceProblem>> {
  const { session } = device
  for (let attempt = 1; ; attempt++) {
    const pulled = await pullCommits(device)
    if (!pulled.ok) return pulled
    const last = rosterOf(session)
    const content = remaining(last)
    if (!content.ok) return content
    if (content.value === null) return ok(undefined)
    const slots = await readSlots(device, content.value)
    if (!slots.ok) return slots
    const rotation = await rotateVault(session.vault, last, content.value, slots.value)
    const commit = await signRotation(device, rotation)
    const sent = await send(device, rotation, commit)
    if (sent.ok) {
      await adopt(device, rotation, commit)
      return ok(undefined)
    }
    closeVault(rotation.vault)
    const { error } = sent
    if (attempt === attemptsMax || !worthRepeating.some((code) => isRefusal(error, code))) return sent
  }
}

async function readSlots(
  { api, session }: OpenDevice,
  { slots }: RosterContent,
): Promise<Result<readonly Bytes[], DeviceProblem>> {
  const bytes: Bytes[] = []
  for (const { id: slotId } of slots) {
    const slot = await ask(api.slotRead({ params: { vaultId: session.file.vaultId, slotId } }))
    if (!slot.ok) return isRefusal(slot.error, 'not-found') ? err({ type: 'NotThere' }) : slot
    bytes.push(textToBytes(slot.value.body.body))
  }
  return ok(bytes)
}

async function signRotation(device: OpenDevice, rotation: Rotation): Promise<SignedCommit> {
  const { boxes, clock, leaves, session } = device
  const changes = [sealedChange(rotation.keyring)]
  const seen = await readLastSeen(boxes)
  return makeCommit(session.signer, {
    vaultId: session.file.vaultId,
    number: seen.n + 1,
    previous: present(fromHex(seen.head), 'a head is hex'),
    stateRoot: await leaves.rootAfter(changes),
    rosterHash: rotation.roster.roster.hash,
    epoch: rotation.vault.epoch,
    deviceId: session.file.deviceId,
    time: clock.now().getTime(),
    isRotation: true,
    changes,
  })
}

async function send(
  { api, session }: OpenDevice,
  { keyring, roster, slots }: Rotation,
  commit: SignedCommit,
): Promise<Result<unknown, DeviceProblem>> {
  return ask(
    api.vaultRotate({
      params: { vaultId: session.file.vaultId },
      body: {
        roster: { roster: bytesToText(roster.bytes) },
        keyring: bytesToText(keyring.bytes),
        commit: bytesToText(commit.bytes),
        slots: slots.map((bytes) => ({ slotId: parseSlot(bytes).slotId, body: bytesToText(bytes) })),
      },
    }),
  )
}

/** Everything that says which epoch it is, in one transaction. */
async function adopt(device: OpenDevice, rotation: Rotation, { bytes, commit }: SignedCommit): Promise<void> {
  const { boxes, leaves, session } = device
  const slotId = ownSlotId(session)
  const slot = present(
    rotation.slots.find((one) => parseSlot(one).slotId === slotId),
    'this device stays in the vault',
  )
  await leaves.apply(commit.changes)
  const before: Vault = session.vault
  const seen = nextSeen(await readLastSeen(boxes), commit, bytesToText(bytes))
  const changes = [...(await leaves.takeChanges()), await lastSeenChange(boxes, seen)]
  const also = { slot: bytesToText(slot), keyring: bytesToText(rotation.keyring.bytes) }
  const { roster } = rotation
  await adoptRosters(
    device,
    [roster.roster],
    [bytesToText(roster.bytes)],
    (file) => ({ ...file, ...also }),
    changes,
  )
  session.vault = rotation.vault
  closeVault(before)
  device.changed('keys')
}
