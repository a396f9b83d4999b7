/**
 * Reads a binary format strictly from front to back. Whatever does not fit throws `malformed`; `end` refuses
 * trailing bytes, so that one value has one spelling. All integers are unsigned and big endian.
 */
import { type Bytes, bytesToUuid, equalBytes } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'

export interface ByteReader {
  readonly offset: () => number
  readonly bytes: (length: number) => Bytes
  readonly u8: () => number
  readonly u16: () => number
  readonly u32: () => number
  /** Throws above 2^53 − 1, the largest integer that is exact here. */
  readonly u64: () => number
  readonly uuid: () => string
  readonly expect: (constant: Uint8Array) => void
  readonly rest: () => Bytes
  readonly end: () => void
}

export function readBytes(source: Uint8Array): ByteReader {
  // A copy: what was checked cannot change afterwards under the reader's feet.
  const all = new Uint8Array(source)
  const view = new DataView(all.buffer)
  let position = 0
  const advance = (length: number): number => {
    const start = position
    if (length < 0 || start + length > all.length) throw new CryptoError('malformed')
    position += length
    return start
  }
  const bytes = (length: number): Bytes => {
    const start = advance(length)
    return all.slice(start, start + length)
  }
  return {
    offset: () => position,
    bytes,
    u8: () => view.getUint8(advance(1)),
    u16: () => view.getUint16(advance(2)),
    u32: () => view.getUint32(advance(4)),
    u64: () => safeInteger(view.getBigUint64(advance(8))),
    uuid: () => bytesToUuid(bytes(16)),
    expect: (constant) => {
      if (!equalBytes(bytes(constant.length), constant)) throw new CryptoError('malformed')
    },
    rest: () => bytes(all.length - position),
    end: () => {
      if (position !== all.length) throw new CryptoError('malformed')
    },
  }
}

function safeInteger(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new CryptoError('malformed')
  return Number(value)
}
