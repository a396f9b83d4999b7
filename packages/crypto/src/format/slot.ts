/**
 * A slot: one way to open a vault. Its header says how the opener's key is derived; everything in the header is
 * bound into both boxes, so a slot whose parameters were changed on the server does not open.
 * Parsing needs no key. `specs/key-hierarchy.md` §3.
 */
import { assert, type Bytes, concat, utf8 } from '@nornos/std'
import { type Argon2idParameters, checkArgon2idParameters } from '../hazmat/argon2id-parameters.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { xWingEncapsulationBytes, xWingPublicKeyBytes } from '../hazmat/x-wing-sizes.ts'
import { type ByteReader, readBytes } from './byte-reader.ts'
import { named, u16, u32, u64, uuid } from './byte-writer.ts'
import { numberToSlotKind, type SlotKind, slotKindToNumber } from './slot-kind.ts'

export type { SlotKind } from './slot-kind.ts'

const magic = utf8('NVS1')
const suite = 1
/** A box of 32 bytes. */
const boxOf32Bytes = 104
export const slotSaltBytes = 32
const credentialIdBytesMax = 1023

/** How the opener's secret becomes a key: six words, a passkey's PRF, or a kit's or contact's entropy as it is. */
export type SlotDerivation =
  | { readonly type: 'argon2id'; readonly parameters: Argon2idParameters }
  | { readonly type: 'prf' }
  | { readonly type: 'entropy' }

export interface SlotHeader {
  readonly kind: SlotKind
  readonly derivation: SlotDerivation
  readonly vaultId: string
  readonly slotId: string
  /** Milliseconds UTC. */
  readonly createdAt: number
  readonly salt: Bytes
  /** The device's id (16 bytes) or the passkey's credential id (1 … 1,023 bytes); empty otherwise. */
  readonly opener: Bytes
  /** X-Wing public key of the slot, as listed in the roster. */
  readonly publicKey: Bytes
}

export interface Slot extends SlotHeader {
  /** The bytes that both boxes are bound to. */
  readonly headerBytes: Bytes
  /** The slot's X-Wing seed under the key of its opener. Never changes while the opener stays. */
  readonly seedBox: Bytes
  readonly epoch: number
  readonly encapsulation: Bytes
  /** The vault root key of `epoch` under the encapsulated secret. */
  readonly rootBox: Bytes
}

export function encodeSlotHeader(header: SlotHeader): Bytes {
  const { derivation, kind, opener } = header
  const cost = derivation.type === 'argon2id' ? derivation.parameters : { memoryKiB: 0, passes: 0, lanes: 0 }
  assert(isDerivationOfKind(kind, derivation.type) && isOpenerOfKind(kind, opener), 'an opener of its kind')
  return concat(
    magic,
    Uint8Array.of(suite, slotKindToNumber(kind), derivationToNumber(derivation.type), 0),
    uuid(header.vaultId),
    uuid(header.slotId),
    u64(header.createdAt),
    u32(cost.memoryKiB),
    u32(cost.passes),
    u32(cost.lanes),
    header.salt,
    u16(opener.length),
    opener,
    header.publicKey,
  )
}

export function encodeSlot(slot: Omit<Slot, keyof SlotHeader>): Bytes {
  return concat(slot.headerBytes, slot.seedBox, u32(slot.epoch), slot.encapsulation, slot.rootBox)
}

/** Throws `malformed`, `unsupported`, or `weak-derivation` for Argon2id below the floor. Opens nothing. */
export function parseSlot(bytes: Uint8Array): Slot {
  const reader = readBytes(bytes)
  const header = readHeader(reader)
  const headerBytes = new Uint8Array(bytes.slice(0, reader.offset()))
  const slot = {
    ...header,
    headerBytes,
    seedBox: reader.bytes(boxOf32Bytes),
    epoch: reader.u32(),
    encapsulation: reader.bytes(xWingEncapsulationBytes),
    rootBox: reader.bytes(boxOf32Bytes),
  }
  reader.end()
  return slot
}

/** What the seed's box is bound to. */
export function slotSeedContext(headerBytes: Bytes): Bytes {
  return named('nornos/slot-seed/1', headerBytes)
}

/** What the root key's box is bound to. */
export function slotRootContext(headerBytes: Bytes, epoch: number): Bytes {
  return named('nornos/slot-root/1', headerBytes, u32(epoch))
}

function readHeader(reader: ByteReader): SlotHeader {
  reader.expect(magic)
  if (reader.u8() !== suite) throw new CryptoError('unsupported')
  const kind = numberToSlotKind(reader.u8())
  if (kind === null) throw new CryptoError('unsupported')
  const derivationNumber = reader.u8()
  reader.expect(Uint8Array.of(0))
  const ids = { vaultId: reader.uuid(), slotId: reader.uuid(), createdAt: reader.u64() }
  const derivation = readDerivation(reader, derivationNumber)
  const salt = reader.bytes(slotSaltBytes)
  const opener = reader.bytes(reader.u16())
  if (!isDerivationOfKind(kind, derivation.type) || !isOpenerOfKind(kind, opener)) {
    throw new CryptoError('malformed')
  }
  return { kind, derivation, ...ids, salt, opener, publicKey: reader.bytes(xWingPublicKeyBytes) }
}

function readDerivation(reader: ByteReader, number: number): SlotDerivation {
  const parameters = { memoryKiB: reader.u32(), passes: reader.u32(), lanes: reader.u32() }
  if (number === derivationToNumber('argon2id')) {
    checkArgon2idParameters(parameters)
    return { type: 'argon2id', parameters }
  }
  const { memoryKiB, passes, lanes } = parameters
  if (memoryKiB !== 0 || passes !== 0 || lanes !== 0) throw new CryptoError('malformed')
  if (number === derivationToNumber('prf')) return { type: 'prf' }
  if (number === derivationToNumber('entropy')) return { type: 'entropy' }
  throw new CryptoError('unsupported')
}

function derivationToNumber(type: SlotDerivation['type']): number {
  return { argon2id: 1, prf: 2, entropy: 3 }[type]
}

function isDerivationOfKind(kind: SlotKind, type: SlotDerivation['type']): boolean {
  if (kind === 'device') return type !== 'entropy'
  return type === ({ words: 'argon2id', kit: 'entropy', contact: 'entropy', passkey: 'prf' } as const)[kind]
}

function isOpenerOfKind(kind: SlotKind, opener: Bytes): boolean {
  if (kind === 'passkey') return opener.length > 0 && opener.length <= credentialIdBytesMax
  return opener.length === (kind === 'device' ? 16 : 0)
}
