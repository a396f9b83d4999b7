/** Adding, replacing and removing one opener: its slot and the roster that lists it change together, or nothing does. */
import type { Opener } from '@nornos/crypto/vault-open'
import { closeSlotAccess } from '@nornos/crypto/vault-open'
import { makeRoster, makeSlot, type NewSlot, type RosterContent } from '@nornos/crypto/vault-seal'
import type { Roster } from '@nornos/crypto/verify'
import { err, ok, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { learnRoster } from '../sync/learn-roster.ts'
import { adoptRosters, changeFile } from '../vault/change-file.ts'
import { type GivenOpener, unlockByGiven } from '../vault/given-opener.ts'
import { deviceOpener } from '../vault/join-vault.ts'
import { rosterOf } from '../vault/session.ts'
import { bytesToText, readDeviceSecret, type VaultFile } from '../vault/vault-file.ts'
import { ownSlotId } from './own-slot.ts'

/** As many as the vault keeps. */
const slotsMax = 20
const slotsMin = 2
/** Another device may change the roster at the same moment. */
const attemptsMax = 4

/** `slotId` of an opener that is there replaces it: the old one opens nothing from then on. */
export async function putOpener(
  device: OpenDevice,
  opener: Opener,
  slotId: string = crypto.randomUUID(),
): Promise<Result<string, DeviceProblem>> {
  const { session } = device
  const slot = await makeSlot(session.vault, slotId, opener, device.clock.now().getTime())
  closeSlotAccess(slot.access)
  const put = await putSlot(device, slot)
  return put.ok ? ok(slotId) : put
}

/** What opens this device from now on, besides its own secret. */
export async function renewOwnSlot(
  device: OpenDevice,
  given: GivenOpener,
): Promise<Result<undefined, DeviceProblem>> {
  const { session, storage } = device
  const { deviceId } = session.file
  const opener = deviceOpener(deviceId, await readDeviceSecret(storage), given)
  const slot = await makeSlot(session.vault, ownSlotId(session), opener, device.clock.now().getTime())
  const put = await putSlot(device, slot, (file) => ({
    ...file,
    slot: bytesToText(slot.bytes),
    unlockBy: unlockByGiven(given),
  }))
  if (!put.ok) {
    closeSlotAccess(slot.access)
    return put
  }
  closeSlotAccess(session.access)
  session.access = slot.access
  device.changed('vault')
  return ok(undefined)
}

/** Two stay at least, the kit among them and a contact not. A device's own opener goes with the device. */
export async function removeOpener(
  device: OpenDevice,
  slotId: string,
): Promise<Result<undefined, DeviceProblem>> {
  const params = { vaultId: device.session.file.vaultId, slotId }
  return changeRoster(
    device,
    (last) => {
      const slots = last.slots.filter(({ id }) => id !== slotId)
      if (slots.length === last.slots.length) return err({ type: 'NotThere' })
      if (!slots.some(({ kind }) => kind === 'kit')) return err({ type: 'LastOpener', reason: 'kit' })
      if (ownSlots(slots).length < slotsMin) return err({ type: 'LastOpener', reason: 'two' })
      return ok({ ...last, slots })
    },
    (roster) => ask(device.api.slotRemove({ params, body: { roster: { roster } } })),
  )
}

export async function renameDevice(
  device: OpenDevice,
  deviceId: string,
  name: string,
): Promise<Result<undefined, DeviceProblem>> {
  const params = { vaultId: device.session.file.vaultId }
  const renamed = await changeRoster(
    device,
    (last) => {
      const isThere = last.devices.some(({ id }) => id === deviceId)
      const devices = last.devices.map((one) => (one.id === deviceId ? { ...one, name } : one))
      return isThere ? ok({ ...last, devices }) : err({ type: 'NotThere' })
    },
    (roster) => ask(device.api.vaultRosterPut({ params, body: { roster } })),
  )
  if (renamed.ok && deviceId === device.session.file.deviceId) {
    await changeFile(device, (file) => ({ ...file, deviceName: name }))
    device.changed('vault')
  }
  return renamed
}

/** A contact's opener is somebody else's paper, and takes days. */
export function ownSlots(slots: Roster['slots']): Roster['slots'] {
  return slots.filter(({ kind }) => kind !== 'contact')
}

async function putSlot(
  device: OpenDevice,
  { bytes, entry }: NewSlot,
  also?: (file: VaultFile) => VaultFile,
): Promise<Result<undefined, DeviceProblem>> {
  const params = { vaultId: device.session.file.vaultId, slotId: entry.id }
  const slot = { slotId: entry.id, body: bytesToText(bytes) }
  return changeRoster(
    device,
    (last) => {
      const others = last.slots.filter(({ id }) => id !== entry.id)
      const isSecond = entry.kind === 'contact' && others.some(({ kind }) => kind === 'contact')
      if (isSecond) return err({ type: 'ContactThere' })
      const slots = [...others, entry]
      return slots.length > slotsMax ? err({ type: 'TooManyOpeners' }) : ok({ ...last, slots })
    },
    (roster) => ask(device.api.slotPut({ params, body: { slot, roster: { roster } } })),
    also,
  )
}

async function changeRoster(
  device: OpenDevice,
  change: (last: Roster) => Result<RosterContent, DeviceProblem>,
  send: (roster: string) => Promise<Result<unknown, DeviceProblem>>,
  also?: (file: VaultFile) => VaultFile,
): Promise<Result<undefined, DeviceProblem>> {
  const { session } = device
  for (let attempt = 1; ; attempt++) {
    const caughtUp = await catchUp(device)
    if (!caughtUp.ok) return caughtUp
    const last = rosterOf(session)
    const content = change(last)
    if (!content.ok) return content
    const next = await makeRoster(session.vault, last, content.value)
    const text = bytesToText(next.bytes)
    const sent = await send(text)
    if (!sent.ok && isRefusal(sent.error, 'roster-refused') && attempt < attemptsMax) continue
    if (!sent.ok) return sent
    await adoptRosters(device, [next.roster], [text], also)
    device.changed('keys')
    return ok(undefined)
  }
}

async function catchUp(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const params = { vaultId: device.session.file.vaultId }
  const head = await ask(device.api.vaultRead({ params }))
  return head.ok ? learnRoster(device, head.value.body.roster.roster) : head
}
