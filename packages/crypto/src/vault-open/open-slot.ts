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
  const { access, root } = await enterSlot(bytes, opener)
  closeSlotAccess(access)
  return root
}

/**
 * What an opener has opened once: a device keeps it in memory while it is unlocked, so that it follows a rotation
 * without asking for the opener again. Secret.
 */
export interface SlotAccess {
  readonly headerBytes: Bytes
  /** The X-Wing seed of the slot, 32 bytes. */
  readonly seed: Bytes
}

/** As `openSlot`, and keeps the access. */
export async function enterSlot(
  bytes: Uint8Array,
  opener: Opener,
): Promise<{ readonly root: VaultRootKey; readonly access: SlotAccess }> {
  const slot = parseSlot(bytes)
  const access = { headerBytes: slot.headerBytes, seed: await openSlotSeed(slot, opener) }
  return { access, root: await openSlotRoot(slot, access.seed) }
}

/** The root key that the same slot holds after a rotation. Throws `cannot-open` for any other slot. */
export async function reopenSlot(access: SlotAccess, bytes: Uint8Array): Promise<VaultRootKey> {
  const slot = parseSlot(bytes)
  if (!equalBytes(slot.headerBytes, access.headerBytes)) throw new CryptoError('cannot-open')
  return openSlotRoot(slot, access.seed)
}

/** Overwrites the seed. */
export function closeSlotAccess({ seed }: SlotAccess): void {
  seed.fill(0)
}

async function openSlotRoot(slot: Slot, seed: Bytes): Promise<VaultRootKey> {
  const secret = await decapsulate(seed, slot.encapsulation)
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
