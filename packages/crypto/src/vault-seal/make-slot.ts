/** Makes a slot for an opener, and seals a root key anew to slots that exist. `specs/key-hierarchy.md` §3. */
import { type Bytes, equalBytes, exhaustive } from '@nornos/std'
import { importBoxKey, sealBox } from '../format/box.ts'
import type { RosterSlot } from '../format/roster.ts'
import {
  encodeSlot,
  encodeSlotHeader,
  parseSlot,
  type SlotDerivation,
  type SlotHeader,
  slotRootContext,
  slotSaltBytes,
  slotSeedContext,
} from '../format/slot.ts'
import { argon2idDefault } from '../hazmat/argon2id-parameters.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { makeRandomBytes } from '../hazmat/random.ts'
import { encapsulate, xWingPublicKey } from '../hazmat/x-wing.ts'
import { xWingSeedBytes } from '../hazmat/x-wing-sizes.ts'
import { enterSlot, type SlotAccess, type VaultRootKey } from '../vault-open/open-slot.ts'
import { deriveSlotKey, type Opener, openerBytes } from '../vault-open/opener.ts'
import type { Vault } from '../vault-open/vault.ts'

export interface NewSlot {
  /** Goes into the next roster. */
  readonly entry: RosterSlot
  readonly bytes: Bytes
  /** What the opener now has. Secret: closed by whoever does not keep it. */
  readonly access: SlotAccess
}

/** A slot that opens the present epoch of `vault` for `opener`. `createdAt` in milliseconds UTC. */
export async function makeSlot(
  vault: Vault,
  slotId: string,
  opener: Opener,
  createdAt: number,
): Promise<NewSlot> {
  return makeSlotFor(rootOf(vault), slotId, opener, createdAt)
}

/** For this package alone: as above, before there is a vault. The slot is opened again before it is returned. */
export async function makeSlotFor(
  root: VaultRootKey,
  slotId: string,
  opener: Opener,
  createdAt: number,
): Promise<NewSlot> {
  const seed = makeRandomBytes(xWingSeedBytes)
  const publicKey = await xWingPublicKey(seed)
  const header: SlotHeader = {
    kind: opener.kind,
    derivation: derivationOf(opener),
    vaultId: root.vaultId,
    slotId,
    createdAt,
    salt: makeRandomBytes(slotSaltBytes),
    opener: openerBytes(opener),
    publicKey,
  }
  const headerBytes = encodeSlotHeader(header)
  const key = await deriveSlotKey(header, headerBytes, opener)
  const seedBox = await sealBox(key, slotSeedContext(headerBytes), seed)
  seed.fill(0)
  const bytes = encodeSlot({ headerBytes, seedBox, ...(await sealRoot(root, headerBytes, publicKey)) })
  const { access, root: opened } = await enterSlot(bytes, opener)
  if (!equalBytes(opened.rootKey, root.rootKey)) throw new CryptoError('seal-not-verified')
  opened.rootKey.fill(0)
  return { entry: { id: slotId, kind: opener.kind, publicKey }, bytes, access }
}

/**
 * The same slot, opening the present epoch of `vault`. No opener is needed: the root key is sealed to the public
 * key that the verified roster lists, never to the one that a server answered. Throws `mismatch` when they differ.
 */
export async function resealSlot(vault: Vault, slotBytes: Uint8Array, entry: RosterSlot): Promise<Bytes> {
  const slot = parseSlot(slotBytes)
  const isListed = slot.slotId === entry.id && slot.kind === entry.kind
  if (!isListed || slot.vaultId !== vault.vaultId || !equalBytes(slot.publicKey, entry.publicKey)) {
    throw new CryptoError('mismatch')
  }
  const { headerBytes, seedBox } = slot
  return encodeSlot({
    headerBytes,
    seedBox,
    ...(await sealRoot(rootOf(vault), headerBytes, entry.publicKey)),
  })
}

async function sealRoot({ epoch, rootKey }: VaultRootKey, headerBytes: Bytes, publicKey: Bytes) {
  const { encapsulation, sharedSecret } = await encapsulate(publicKey)
  const key = await importBoxKey(sharedSecret)
  const rootBox = await sealBox(key, slotRootContext(headerBytes, epoch), rootKey)
  sharedSecret.fill(0)
  return { epoch, encapsulation, rootBox }
}

function rootOf({ epoch, secrets, vaultId }: Vault): VaultRootKey {
  return { vaultId, epoch, rootKey: secrets.rootKey }
}

function derivationOf(opener: Opener): SlotDerivation {
  switch (opener.kind) {
    case 'words':
      return { type: 'argon2id', parameters: argon2idDefault }
    case 'kit':
    case 'contact':
      return { type: 'entropy' }
    case 'passkey':
      return { type: 'prf' }
    case 'device':
      return opener.unlock.type === 'prf'
        ? { type: 'prf' }
        : { type: 'argon2id', parameters: argon2idDefault }
    default:
      return exhaustive(opener)
  }
}
