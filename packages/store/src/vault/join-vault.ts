/**
 * Opens a vault that exists, on a device that has nothing yet, and becomes one of its devices: a signing key of its
 * own, a slot of its own, and the next roster that lists both. The data follow by syncing.
 */

import type { VaultHead } from '@nornos/contracts'
import {
  CryptoError,
  checkKitWords,
  checkSixWords,
  keyringObjectId,
  makeDeviceSecret,
  makeDeviceSigner,
  type NewDevice,
  type Opener,
  openRoster,
  openSlot,
  openVault,
  type Vault,
  type VaultRootKey,
} from '@nornos/crypto/vault-open'
import { makeRoster, makeSlot, type NewSlot } from '@nornos/crypto/vault-seal'
import { bucketOf, hashBytes, type Roster } from '@nornos/crypto/verify'
import { DeviceId, VaultId } from '@nornos/health-model'
import { type Bytes, err, ok, type Result, toHex } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { DeviceParts } from '../open-device.ts'
import type { Session } from './session.ts'
import { isWrongOpener, problemOfWords } from './typed-words.ts'
import {
  bytesToText,
  deviceSecretChange,
  textToBytes,
  type VaultFile,
  vaultFileChange,
} from './vault-file.ts'
import type { Recovery } from './vault-state.ts'

export type JoinRequest = { readonly vaultId: string; readonly deviceName: string } & Recovery

export interface Typed {
  readonly opener: Opener
  /** What opens this device from now on. */
  readonly words: readonly string[]
}

/** Another device may add itself at the same moment: then once more, after its roster. */
const attemptsMax = 3

export async function joinVault(
  parts: DeviceParts,
  request: JoinRequest,
): Promise<Result<Session, DeviceProblem>> {
  const typed = await readTyped(request)
  if (!typed.ok) return typed
  const vaultId = VaultId.parse(request.vaultId)
  const head = await ask(parts.api.vaultRead({ params: { vaultId } }))
  if (!head.ok) return isRefusal(head.error, 'not-found') ? err({ type: 'NoVault' }) : head
  const root = await openAnySlot(parts, head.value.body, typed.value.opener)
  if (!root.ok) return root
  const keyring = await fetchKeyring(parts, vaultId)
  if (!keyring.ok) return keyring
  const vault = await openVault(root.value, keyring.value).catch(sayAltered)
  if (vault === null) return err({ type: 'Alarm', reason: 'altered_object' })
  return becomeDevice(parts, request.deviceName, typed.value.words, { vault, keyring: keyring.value })
}

export async function readTyped(request: Recovery): Promise<Result<Typed, DeviceProblem>> {
  if (request.by === 'words') {
    const words = await checkSixWords(request.typed)
    if (!words.ok) return err(problemOfWords(words.error))
    return ok({ opener: { kind: 'words', words: words.value }, words: words.value })
  }
  const entropy = await checkKitWords(request.typed)
  if (!entropy.ok) return err(problemOfWords(entropy.error))
  return ok({ opener: { kind: 'kit', entropy: entropy.value }, words: request.words })
}

async function openAnySlot(
  { api }: DeviceParts,
  { slots, vaultId }: VaultHead,
  opener: Opener,
): Promise<Result<VaultRootKey, DeviceProblem>> {
  for (const { slotId, kind } of slots) {
    if (kind !== opener.kind) continue
    const slot = await ask(api.slotRead({ params: { vaultId, slotId } }))
    if (!slot.ok) return slot
    try {
      const root = await openSlot(textToBytes(slot.value.body.body), opener)
      if (root.vaultId === vaultId) return ok(root)
    } catch (cause) {
      if (!isWrongOpener(cause)) throw cause
    }
  }
  return err({ type: 'WordsOfAnotherVault' })
}

async function fetchKeyring({ api }: DeviceParts, vaultId: VaultId): Promise<Result<Bytes, DeviceProblem>> {
  const bucket = bucketOf(keyringObjectId).toString(16).padStart(2, '0')
  const state = await ask(api.stateRead({ params: { vaultId }, query: { bucket } }))
  if (!state.ok) return state
  const { body } = state.value
  const leaf = 'leaves' in body ? body.leaves.find(({ objectId }) => objectId === keyringObjectId) : undefined
  if (leaf === undefined) return err({ type: 'Alarm', reason: 'missing_blob' })
  const blob = await ask(api.blobRead({ params: { vaultId, sha256: leaf.hash } }))
  if (!blob.ok) return blob
  const bytes = new Uint8Array(await blob.value.body.arrayBuffer())
  if (toHex(await hashBytes(bytes)) !== leaf.hash) return err({ type: 'Alarm', reason: 'altered_object' })
  return ok(bytes)
}

async function becomeDevice(
  parts: DeviceParts,
  deviceName: string,
  words: readonly string[],
  { vault, keyring }: { readonly vault: Vault; readonly keyring: Bytes },
): Promise<Result<Session, DeviceProblem>> {
  const deviceId = DeviceId.parse(crypto.randomUUID())
  const deviceKey = await makeDeviceSecret()
  const now = parts.clock.now().getTime()
  const device = await makeDeviceSigner(vault, deviceId)
  const opener: Opener = { kind: 'device', deviceId, deviceKey, unlock: { type: 'words', words } }
  const slot = await makeSlot(vault, crypto.randomUUID(), opener, now)
  for (let attempt = 1; ; attempt++) {
    const head = await ask(parts.api.vaultRead({ params: { vaultId: vault.vaultId } }))
    if (!head.ok) return head
    const lastBytes = head.value.body.roster.roster
    const last = await openRoster(vault, textToBytes(lastBytes)).catch(sayAltered)
    if (last === null) return err({ type: 'Alarm', reason: 'roster_mismatch' })
    const next = await makeRoster(vault, last, listingDevice(last, device, deviceName, now, slot))
    const rosterText = bytesToText(next.bytes)
    const put = await ask(
      parts.api.slotPut({
        params: { vaultId: vault.vaultId, slotId: slot.entry.id },
        body: {
          slot: { slotId: slot.entry.id, body: bytesToText(slot.bytes) },
          roster: { roster: rosterText },
        },
      }),
    )
    if (!put.ok && isRefusal(put.error, 'roster-refused') && attempt < attemptsMax) continue
    if (!put.ok) return put
    const file: VaultFile = {
      vaultId: VaultId.parse(vault.vaultId),
      deviceId,
      deviceName,
      slot: bytesToText(slot.bytes),
      signingKey: bytesToText(device.sealedKey),
      keyring: bytesToText(keyring),
      rosters: [lastBytes, rosterText],
      pinned: { relay: false, sharedData: false },
    }
    await parts.storage.write([vaultFileChange(file), deviceSecretChange(deviceKey)], 'strict')
    return ok({ file, vault, signer: device, rosters: [last, next.roster] })
  }
}

function listingDevice(last: Roster, device: NewDevice, name: string, now: number, slot: NewSlot) {
  return {
    devices: [...last.devices, { id: device.deviceId, publicKey: device.publicKey, addedAt: now, name }],
    slots: [...last.slots, slot.entry],
    delegates: last.delegates,
  }
}

/** What a server altered is not opened; everything else is a fault of this program. */
function sayAltered(cause: unknown): null {
  if (cause instanceof CryptoError) return null
  throw cause
}
