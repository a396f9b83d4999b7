/**
 * The clear front of a sealed object: 40 bytes that say which object of which epoch it is, and that the box
 * behind them is bound to. `specs/sealed-record.md` §2.
 */
import { assert, type Bytes, concat, utf8 } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { readBytes } from './byte-reader.ts'
import { named, u32, u64, uuid } from './byte-writer.ts'

export const objectHeaderBytes = 40
const magic = utf8('NVO1')
const suite = 1
const zeros = new Uint8Array(3)

export interface ObjectHeader {
  /** The epoch of the vault root key under which the object is sealed, from 0. */
  readonly epoch: number
  /** 16 bytes, spelt as a lower-case UUID. */
  readonly objectId: string
  /** 1, 2, … */
  readonly version: number
  /** 1, 2, … for a part of a file, else 0. */
  readonly part: number
}

export function encodeObjectHeader({ epoch, objectId, version, part }: ObjectHeader): Bytes {
  assert(version >= 1, 'versions start at 1')
  return concat(magic, Uint8Array.of(suite), zeros, u32(epoch), uuid(objectId), u64(version), u32(part))
}

/** Reads the first 40 bytes of an object. Throws `malformed`, or `unsupported` for a later suite. */
export function parseObjectHeader(object: Uint8Array): ObjectHeader {
  const reader = readBytes(object.slice(0, objectHeaderBytes))
  reader.expect(magic)
  if (reader.u8() !== suite) throw new CryptoError('unsupported')
  reader.expect(zeros)
  const header = { epoch: reader.u32(), objectId: reader.uuid(), version: reader.u64(), part: reader.u32() }
  if (header.version === 0) throw new CryptoError('malformed')
  return header
}

/** What the box of an object is bound to. */
export function objectContext(vaultId: string, header: Uint8Array): Bytes {
  return named('nornos/object/1', uuid(vaultId), header)
}
