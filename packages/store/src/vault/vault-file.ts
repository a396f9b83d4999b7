/**
 * What a device keeps of its vault while locked: public things, and things that are sealed by themselves. Read next:
 * open-session.ts.
 */
import { DeviceId, VaultId } from '@nornos/health-model'
import { type Bytes, fromBase64Url, fromUtf8, present, toBase64Url, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { type DeviceStorage, readBytesOf, type StorageChange } from '../storage/device-storage.ts'

const bytesText = z.string().check(z.maxLength(1_000_000))
/** As many as a backup of the vault holds: all that there ever were, and none of them is left out. */
export const rostersMax = 100_000

/** What opens this device besides its own secret. */
const UnlockBy = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('words') }),
  /** `credentialId`: base64url. */
  z.strictObject({ by: z.literal('passkey'), credentialId: z.string().check(z.maxLength(1_400)) }),
])
export type UnlockBy = z.infer<typeof UnlockBy>

const VaultFile = z.strictObject({
  vaultId: VaultId,
  deviceId: DeviceId,
  deviceName: z.string().check(z.maxLength(64)),
  /** Absent: by words. */
  unlockBy: z.optional(UnlockBy),
  /** The opener of this device. */
  slot: bytesText,
  /** The device's signing key, in its box. */
  signingKey: bytesText,
  /** The sealed keyring object. */
  keyring: bytesText,
  /** Every roster that this device has seen, oldest first; the last one holds. */
  rosters: z.array(bytesText).check(z.minLength(1), z.maxLength(rostersMax)),
  /** Whether the newest roster is known to relay and to shared-data. */
  pinned: z.strictObject({ relay: z.boolean(), sharedData: z.boolean() }),
})
export type VaultFile = z.infer<typeof VaultFile>

export function unlockByOf({ unlockBy }: VaultFile): UnlockBy {
  return unlockBy ?? { by: 'words' }
}

const fileKey = 'vault'
const secretKey = 'device'

export async function readVaultFile(storage: DeviceStorage): Promise<VaultFile | null> {
  const bytes = await readBytesOf(storage, 'meta', fileKey)
  return bytes === null ? null : VaultFile.parse(JSON.parse(fromUtf8(bytes) ?? ''))
}

export function vaultFileChange(file: VaultFile): StorageChange {
  return { table: 'meta', key: fileKey, value: utf8(JSON.stringify(file)) }
}

/** The device's own secret, which opens its slot together with the words. */
export async function readDeviceSecret(storage: DeviceStorage): Promise<CryptoKey> {
  const key = await storage.read('keys', secretKey)
  return present(key instanceof Uint8Array ? null : key, 'a device with a vault has its secret')
}

export function deviceSecretChange(secret: CryptoKey): StorageChange {
  return { table: 'keys', key: secretKey, value: secret }
}

export function bytesToText(bytes: Uint8Array): string {
  return toBase64Url(bytes)
}

export function textToBytes(text: string): Bytes {
  return present(fromBase64Url(text), 'bytes as this device wrote them')
}

export function newestRoster(file: VaultFile): Bytes {
  return textToBytes(present(file.rosters.at(-1), 'a vault has a roster'))
}
