/**
 * This device has a vault and lost what opens it here: words that nobody remembers, a passkey that was deleted. Another
 * opener of the vault opens it over the network, and the device's own slot is made anew. Everything on it stays.
 */
import { CryptoError, openDeviceSigner } from '@nornos/crypto/vault-open'
import { makeRoster, makeSlot } from '@nornos/crypto/vault-seal'
import { parseSlot } from '@nornos/crypto/verify'
import { err, ok, type Result } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts } from '../open-device.ts'
import { enterVault, readRosters } from './enter-vault.ts'
import { unlockByGiven } from './given-opener.ts'
import { deviceOpener, type Joined } from './join-vault.ts'
import { bytesToText, readDeviceSecret, textToBytes, type VaultFile, vaultFileChange } from './vault-file.ts'
import type { Recovery } from './vault-state.ts'

const attemptsMax = 3

export async function reopenDevice(
  parts: DeviceParts,
  file: VaultFile,
  request: Recovery,
): Promise<Result<Joined, DeviceProblem>> {
  const entered = await enterVault(parts, file.vaultId, request)
  if (!entered.ok) return entered
  const { given, keyring, vault } = entered.value
  const { deviceId } = file
  const signer = await openDeviceSigner(vault, deviceId, textToBytes(file.signingKey)).catch(sayRemoved)
  if (signer === null) return err({ type: 'DeviceRemoved' })
  const { slotId } = parseSlot(textToBytes(file.slot))
  const opener = deviceOpener(deviceId, await readDeviceSecret(parts.storage), given)
  const slot = await makeSlot(vault, slotId, opener, parts.clock.now().getTime())
  for (let attempt = 1; ; attempt++) {
    const known = await readRosters(parts, vault)
    if (!known.ok) return known
    const { last, rosters, texts } = known.value
    if (!last.devices.some(({ id }) => id === deviceId)) return err({ type: 'DeviceRemoved' })
    const slots = [...last.slots.filter(({ id }) => id !== slotId), slot.entry]
    const next = await makeRoster(vault, last, { ...last, slots })
    const body = {
      slot: { slotId, body: bytesToText(slot.bytes) },
      roster: { roster: bytesToText(next.bytes) },
    }
    const put = await ask(parts.api.slotPut({ params: { vaultId: file.vaultId, slotId }, body }))
    if (!put.ok && isRefusal(put.error, 'roster-refused') && attempt < attemptsMax) continue
    if (!put.ok) return put
    const renewed: VaultFile = {
      ...file,
      unlockBy: unlockByGiven(given),
      slot: body.slot.body,
      keyring: bytesToText(keyring),
      rosters: [...texts, body.roster.roster],
      pinned: { relay: false, sharedData: false },
    }
    await parts.storage.write([vaultFileChange(renewed)], 'strict')
    const session = {
      file: renewed,
      vault,
      signer,
      access: slot.access,
      rosters: [...rosters, next.roster],
    }
    return ok({ session, slotId: entered.value.slotId })
  }
}

function sayRemoved(cause: unknown): null {
  if (cause instanceof CryptoError) return null
  throw cause
}
