/**
 * What belongs to one device: its secret (non-extractable, for the device slot) and its signing key, kept in a
 * box that opens only while the vault is open. A locked device neither opens nor signs.
 */
import { type Bytes, concat, utf8 } from '@nornos/std'
import { openBox, sealBox } from '../format/box.ts'
import { readBytes } from '../format/byte-reader.ts'
import { named, u32, uuid } from '../format/byte-writer.ts'
import { type SignatureKind, signWithKey } from '../format/signature.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { ed25519PublicKey, ed25519SeedBytes, importEd25519Seed } from '../hazmat/ed25519.ts'
import { makeHmacKey } from '../hazmat/hmac-sha512.ts'
import { makeRandomBytes } from '../hazmat/random.ts'
import { epochKeys, type Vault } from './vault.ts'

const magic = utf8('NVD1')

/** A device that may sign. The private key cannot be taken out of it. */
export interface DeviceSigner {
  readonly deviceId: string
  /** Ed25519, 32 bytes, as listed in the roster. */
  readonly publicKey: Bytes
  readonly signingKey: CryptoKey
}

export interface NewDevice extends DeviceSigner {
  /** What the device keeps: opened by `openDeviceSigner` at every unlock. */
  readonly sealedKey: Bytes
}

/** What a device signs by itself. Rosters are signed by the patient root key instead. */
export type DeviceSignatureKind = Exclude<SignatureKind, 'roster'>

/** The device's own secret, for its slot. Keep it in IndexedDB; it cannot be read out. */
export async function makeDeviceSecret(): Promise<CryptoKey> {
  return makeHmacKey()
}

/** A new signing key for a device of this vault. */
export async function makeDeviceSigner(vault: Vault, deviceId: string): Promise<NewDevice> {
  const seed = makeRandomBytes(ed25519SeedBytes)
  const sealedKey = await sealDeviceSeed(vault, deviceId, seed)
  return { ...(await signerOf(deviceId, seed)), sealedKey }
}

/** Throws `cannot-open` when the box is of another vault or device, or altered. */
export async function openDeviceSigner(
  vault: Vault,
  deviceId: string,
  sealedKey: Uint8Array,
): Promise<DeviceSigner> {
  const reader = readBytes(sealedKey)
  reader.expect(magic)
  const { localKey } = epochKeys(vault, reader.u32())
  const context = deviceContext(vault, deviceId, sealedKey.slice(0, reader.offset()))
  const seed = await openBox(localKey, context, reader.rest())
  if (seed.length !== ed25519SeedBytes) throw new CryptoError('cannot-open')
  return signerOf(deviceId, seed)
}

/** 64 bytes: Ed25519 over utf8("nornos/<kind>/1") ‖ 00 ‖ payload. */
export async function signAsDevice(
  device: DeviceSigner,
  kind: DeviceSignatureKind,
  payload: Uint8Array,
): Promise<Bytes> {
  return signWithKey(kind, device.signingKey, payload)
}

async function sealDeviceSeed(vault: Vault, deviceId: string, seed: Bytes): Promise<Bytes> {
  const header = concat(magic, u32(vault.epoch))
  const { localKey } = epochKeys(vault, vault.epoch)
  return concat(header, await sealBox(localKey, deviceContext(vault, deviceId, header), seed))
}

function deviceContext(vault: Vault, deviceId: string, header: Uint8Array): Bytes {
  return named('nornos/device-key/1', uuid(vault.vaultId), uuid(deviceId), header)
}

async function signerOf(deviceId: string, seed: Bytes): Promise<DeviceSigner> {
  const publicKey = await ed25519PublicKey(seed)
  const signingKey = await importEd25519Seed(seed)
  seed.fill(0)
  return { deviceId, publicKey, signingKey }
}
