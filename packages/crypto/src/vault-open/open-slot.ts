/** From an opener to the vault root key of one epoch. Read `specs/key-hierarchy.md` §3 first. */
import { type Bytes, equalBytes } from '@nornos/std'
import { importBoxKey, openBox } from '../format/box.ts'
import { parseSlot, type Slot, slotRootContext, slotSeedContext } from '../format/slot.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { decapsulate, xWingPublicKey } from '../hazmat/x-wing.ts'
import { deriveSlotKey, type Opener } from './opener.ts'

/** The root of everything in one vault and epoch. Secret: overwrite `rootKey` once the vault is open. */
export interface VaultRootKey {
  readonly vaultId: string
  readonly epoch: number
  /** 32 bytes. */
  readonly rootKey: Bytes
}

/**
 * Opens a slot. Throws `cannot-open` for the wrong opener (words of another vault, another device) and for an
 * altered slot alike; `malformed`, `unsupported` or `weak-derivation` for bytes that are no acceptable slot.
 */
export async function openSlot(bytes: Uint8Array, opener: Opener): Promise<VaultRootKey> {
  const slot = parseSlot(bytes)
  const seed = await openSlotSeed(slot, opener)
  const secret = await decapsulate(seed, slot.encapsulation)
  seed.fill(0)
  const context = slotRootContext(slot.headerBytes, slot.epoch)
  const rootKey = await openBox(await importBoxKey(secret), context, slot.rootBox)
  secret.fill(0)
  return { vaultId: slot.vaultId, epoch: slot.epoch, rootKey }
}

async function openSlotSeed(slot: Slot, opener: Opener): Promise<Bytes> {
  const key = await deriveSlotKey(slot, slot.headerBytes, opener)
  const seed = await openBox(key, slotSeedContext(slot.headerBytes), slot.seedBox)
  if (!equalBytes(await xWingPublicKey(seed), slot.publicKey)) throw new CryptoError('cannot-open')
  return seed
}
