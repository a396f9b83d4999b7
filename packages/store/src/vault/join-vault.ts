/**
 * Opens a vault that exists, on a device that has nothing yet, and becomes one of its devices: a signing key of its
 * own, a slot of its own, and the next roster that lists both. The data follow by syncing. Read next: enter-vault.ts.
 */
import { makeDeviceSecret, makeDeviceSigner, type NewDevice, type Opener } from '@nornos/crypto/vault-open'
import { makeRoster, makeSlot, type NewSlot } from '@nornos/crypto/vault-seal'
import type { Roster } from '@nornos/crypto/verify'
import { DeviceId, VaultId } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts } from '../open-device.ts'
import { type EnteredVault, enterVault, readRosters } from './enter-vault.ts'
import { type GivenOpener, unlockByGiven, unlockOf } from './given-opener.ts'
import type { Session } from './session.ts'
import { bytesToText, deviceSecretChange, type VaultFile, vaultFileChange } from './vault-file.ts'
import type { Recovery } from './vault-state.ts'

export type JoinRequest = { readonly vaultId: string; readonly deviceName: string } & Recovery

export interface Joined {
  readonly session: Session
  /** The opener that was used. */
  readonly slotId: string
}

/** Another device may add itself at the same moment: then once more, after its roster. */
const attemptsMax = 3

export async function joinVault(
  parts: DeviceParts,
  request: JoinRequest,
): Promise<Result<Joined, DeviceProblem>> {
  const entered = await enterVault(parts, VaultId.parse(request.vaultId), request)
  if (!entered.ok) return entered
  const session = await becomeDevice(parts, request.deviceName, entered.value)
  return session.ok ? ok({ session: session.value, slotId: entered.value.slotId }) : session
}

/** What comes of an open vault: whichever way it was opened, the device joins it like this. */
export async function becomeDevice(
  parts: DeviceParts,
  deviceName: string,
  { given, keyring, vault }: Pick<EnteredVault, 'given' | 'keyring' | 'vault'>,
): Promise<Result<Session, DeviceProblem>> {
  const deviceId = DeviceId.parse(crypto.randomUUID())
  const deviceKey = await makeDeviceSecret()
  const now = parts.clock.now().getTime()
  const device = await makeDeviceSigner(vault, deviceId)
  const slot = await makeSlot(vault, deviceId, deviceOpener(deviceId, deviceKey, given), now)
  const { vaultId } = vault
  for (let attempt = 1; ; attempt++) {
    const known = await readRosters(parts, vault)
    if (!known.ok) return known
    const { rosters, texts } = known.value
    const next = await makeRoster(
      vault,
      known.value.last,
      listingDevice(known.value.last, device, deviceName, now, slot),
    )
    const rosterText = bytesToText(next.bytes)
    const put = await ask(
      parts.api.slotPut({
        params: { vaultId, slotId: slot.entry.id },
        body: {
          slot: { slotId: slot.entry.id, body: bytesToText(slot.bytes) },
          roster: { roster: rosterText },
        },
      }),
    )
    if (!put.ok && isRefusal(put.error, 'roster-refused') && attempt < attemptsMax) continue
    if (!put.ok) return isRefusal(put.error, 'slot-refused') ? err({ type: 'TooManyOpeners' }) : put
    const file: VaultFile = {
      vaultId: VaultId.parse(vaultId),
      deviceId,
      deviceName,
      unlockBy: unlockByGiven(given),
      slot: bytesToText(slot.bytes),
      signingKey: bytesToText(device.sealedKey),
      keyring: bytesToText(keyring),
      rosters: [...texts, rosterText],
      pinned: { relay: false, sharedData: false },
    }
    await parts.storage.write([vaultFileChange(file), deviceSecretChange(deviceKey)], 'strict')
    return ok({ file, vault, signer: device, access: slot.access, rosters: [...rosters, next.roster] })
  }
}

export function deviceOpener(deviceId: string, deviceKey: CryptoKey, given: GivenOpener): Opener {
  return { kind: 'device', deviceId, deviceKey, unlock: unlockOf(given) }
}

function listingDevice(last: Roster, device: NewDevice, name: string, now: number, slot: NewSlot) {
  return {
    devices: [...last.devices, { id: device.deviceId, publicKey: device.publicKey, addedAt: now, name }],
    slots: [...last.slots, slot.entry],
    delegates: last.delegates,
  }
}
