/**
 * The keyring: what outlives an epoch – earlier root keys, the key that names objects, the patient root key and
 * the inbox keys. It travels as an object of its own. `specs/key-hierarchy.md` §5.
 */
import { assert, type Bytes, concat, utf8 } from '@nornos/std'
import { readBytes } from '../format/byte-reader.ts'
import { u32 } from '../format/byte-writer.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'

const magic = utf8('NVK1')
const inboxSeedsMax = 1024
const epochMax = 4096

export interface Keyring {
  /** Names objects for ever: 32 bytes, HMAC-SHA-512. */
  readonly nameKey: Bytes
  /** Ed25519 seed of the patient root key, 32 bytes. */
  readonly rootSeed: Bytes
  /** X-Wing seeds, 32 bytes each; the last one is current, at least one. */
  readonly inboxSeeds: readonly Bytes[]
  /** Root keys of the epochs 0 … epoch − 1. */
  readonly earlierRootKeys: readonly Bytes[]
}

/** The epoch that a keyring belongs to is the number of earlier root keys. */
export function encodeKeyring(keyring: Keyring): Bytes {
  const { earlierRootKeys, inboxSeeds, nameKey, rootSeed } = keyring
  const keys = [nameKey, rootSeed, ...inboxSeeds, ...earlierRootKeys]
  assert(inboxSeeds.length > 0 && keys.every((key) => key.length === 32), 'keys of 32 bytes')
  return concat(
    magic,
    u32(earlierRootKeys.length),
    nameKey,
    rootSeed,
    u32(inboxSeeds.length),
    ...inboxSeeds,
    ...earlierRootKeys,
  )
}

/** Throws `malformed` for anything but the canonical bytes. */
export function parseKeyring(bytes: Bytes): Keyring {
  const reader = readBytes(bytes)
  reader.expect(magic)
  const epoch = reader.u32()
  const nameKey = reader.bytes(32)
  const rootSeed = reader.bytes(32)
  const inboxCount = reader.u32()
  if (epoch > epochMax || inboxCount < 1 || inboxCount > inboxSeedsMax) throw new CryptoError('malformed')
  const inboxSeeds = Array.from({ length: inboxCount }, () => reader.bytes(32))
  const earlierRootKeys = Array.from({ length: epoch }, () => reader.bytes(32))
  reader.end()
  return { nameKey, rootSeed, inboxSeeds, earlierRootKeys }
}

export function copyKeyring({ earlierRootKeys, inboxSeeds, nameKey, rootSeed }: Keyring): Keyring {
  return {
    nameKey: nameKey.slice(),
    rootSeed: rootSeed.slice(),
    inboxSeeds: inboxSeeds.map((seed) => seed.slice()),
    earlierRootKeys: earlierRootKeys.map((key) => key.slice()),
  }
}

/** Overwrites every key with zeros. */
export function wipeKeyring({ earlierRootKeys, inboxSeeds, nameKey, rootSeed }: Keyring): void {
  for (const key of [nameKey, rootSeed, ...inboxSeeds, ...earlierRootKeys]) key.fill(0)
}
