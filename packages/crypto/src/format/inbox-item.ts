/**
 * A thing sent to a patient: sealed once to the inbox key of the roster, opened only by the patient's devices.
 * `specs/sealed-record.md` §5.
 */
import { assert, type Bytes, concat, utf8 } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { sha256 } from '../hazmat/sha256.ts'
import { xWingEncapsulationBytes } from '../hazmat/x-wing-sizes.ts'
import { boxHeaderBytes } from './box-size.ts'
import { readBytes } from './byte-reader.ts'
import { named, u32, uuid } from './byte-writer.ts'

const magic = utf8('NVI1')
const suite = 1
const zeros = new Uint8Array(3)

/** What the payload is. The numbers are final. */
const kindNumbers = { message: 1, 'treatment-plan': 2, document: 3, 'cloud-payload': 4 } as const
export type InboxItemKind = keyof typeof kindNumbers
const kinds: readonly InboxItemKind[] = ['message', 'treatment-plan', 'document', 'cloud-payload']

export interface InboxItem {
  readonly vaultId: string
  readonly itemId: string
  readonly headerBytes: Bytes
  readonly encapsulation: Bytes
  readonly box: Bytes
}

export function encodeInboxHeader(vaultId: string, itemId: string): Bytes {
  return concat(magic, Uint8Array.of(suite), zeros, uuid(vaultId), uuid(itemId))
}

export function encodeInboxItem(headerBytes: Bytes, encapsulation: Bytes, box: Bytes): Bytes {
  assert(encapsulation.length === xWingEncapsulationBytes, 'an encapsulation')
  return concat(headerBytes, encapsulation, u32(box.length), box)
}

/** Throws `malformed`, or `unsupported` for a later suite. Opens nothing. */
export function parseInboxItem(bytes: Uint8Array): InboxItem {
  const reader = readBytes(bytes)
  reader.expect(magic)
  if (reader.u8() !== suite) throw new CryptoError('unsupported')
  reader.expect(zeros)
  const ids = { vaultId: reader.uuid(), itemId: reader.uuid() }
  const headerBytes = new Uint8Array(bytes.slice(0, reader.offset()))
  const encapsulation = reader.bytes(xWingEncapsulationBytes)
  const length = reader.u32()
  if (length < boxHeaderBytes) throw new CryptoError('malformed')
  const box = reader.bytes(length)
  reader.end()
  return { ...ids, headerBytes, encapsulation, box }
}

/** What the box is bound to: the vault, the item and the key it was sealed to. */
export async function inboxContext(headerBytes: Bytes, inboxPublicKey: Bytes): Promise<Bytes> {
  return named('nornos/inbox/1', headerBytes, await sha256(inboxPublicKey))
}

export function inboxKindToNumber(kind: InboxItemKind): number {
  return kindNumbers[kind]
}

/** Throws `unsupported` for a kind of a later version. */
export function numberToInboxKind(number: number): InboxItemKind {
  const found = kinds.find((kind) => kindNumbers[kind] === number)
  if (found === undefined) throw new CryptoError('unsupported')
  return found
}
