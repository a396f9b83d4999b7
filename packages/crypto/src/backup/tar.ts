/**
 * The little of tar (POSIX ustar) that a backup needs: regular files in the order in which they were written, no
 * metadata. What `tar` itself writes is read as long as it says no more than that; what is written here, `tar` reads.
 */
import { type Bytes, concat, fromUtf8, utf8 } from '@nornos/std'
import { CryptoError } from '../hazmat/crypto-error.ts'

const blockBytes = 512
const nameBytesMax = 100
/** A part of a file with its header, with room to spare; everything else in a backup is smaller. */
export const entryBytesMax = 64 * 1024 * 1024

export interface TarEntry {
  readonly name: string
  readonly bytes: Bytes
}

/** What stands before the bytes of an entry. `name` is ASCII of at most 100 characters. */
export function tarHeader(name: string, byteLength: number): Bytes {
  const block = new Uint8Array(blockBytes)
  const put = (offset: number, text: string) => block.set(utf8(text), offset)
  if (name.length > nameBytesMax) throw new TypeError('a name of at most 100 characters')
  put(0, name)
  put(100, '0000600\0')
  put(108, '0000000\0')
  put(116, '0000000\0')
  put(124, `${byteLength.toString(8).padStart(11, '0')}\0`)
  put(136, '00000000000\0')
  put(148, '        ')
  put(156, '0')
  put(257, 'ustar\0')
  put(263, '00')
  put(148, `${checksumOf(block).toString(8).padStart(6, '0')}\0 `)
  return block
}

/** What stands after the bytes of an entry. */
export function tarPadding(byteLength: number): Bytes {
  return new Uint8Array((blockBytes - (byteLength % blockBytes)) % blockBytes)
}

/** What stands after the last entry; without it the archive was cut short. */
export function tarEnd(): Bytes {
  return new Uint8Array(2 * blockBytes)
}

/** Throws `malformed` for another kind of entry, a wrong checksum, or an archive that was cut short. */
export async function* readTar(source: ReadableStream<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = takeFrom(source)
  try {
    for (;;) {
      const header = await reader.take(blockBytes)
      if (header.every((byte) => byte === 0)) break
      const { name, byteLength } = readHeader(header)
      const bytes = await reader.take(byteLength)
      if ((await reader.take(tarPadding(byteLength).length)).some((byte) => byte !== 0)) {
        throw new CryptoError('malformed')
      }
      yield { name, bytes }
    }
    await expectEnd(reader)
  } finally {
    await reader.close()
  }
}

function readHeader(header: Bytes): { readonly name: string; readonly byteLength: number } {
  const text = (start: number, length: number) => {
    const field = header.subarray(start, start + length)
    const end = field.indexOf(0)
    return fromUtf8(end < 0 ? field : field.subarray(0, end))
  }
  const number = (start: number, length: number) => {
    const digits = text(start, length)?.trim() ?? ''
    if (!/^[0-7]{1,11}$/.test(digits)) throw new CryptoError('malformed')
    return Number.parseInt(digits, 8)
  }
  const name = text(0, nameBytesMax)
  const blank = concat(header.slice(0, 148), utf8('        '), header.slice(156))
  const isFile = header[156] === 0x30 || header[156] === 0
  const isPlain = isFile && text(257, 5) === 'ustar' && text(345, 155) === ''
  if (!name || !isPlain || number(148, 8) !== checksumOf(blank)) throw new CryptoError('malformed')
  const byteLength = number(124, 12)
  if (byteLength > entryBytesMax) throw new CryptoError('malformed')
  return { name, byteLength }
}

/** Two empty blocks at least; programs may fill up with more. */
async function expectEnd(reader: Taker): Promise<void> {
  const isEmpty = (bytes: Bytes) => bytes.every((byte) => byte === 0)
  if (!isEmpty(await reader.take(blockBytes))) throw new CryptoError('malformed')
  for (let rest = await reader.rest(); rest !== null; rest = await reader.rest()) {
    if (!isEmpty(rest)) throw new CryptoError('malformed')
  }
}

function checksumOf(block: Bytes): number {
  return block.reduce((sum, byte) => sum + byte, 0)
}

interface Taker {
  /** Exactly so many bytes; throws `malformed` when there are fewer. */
  take(length: number): Promise<Bytes>
  /** Whatever comes next, or null at the end. */
  rest(): Promise<Bytes | null>
  close(): Promise<void>
}

function takeFrom(source: ReadableStream<Uint8Array>): Taker {
  const reader = source.getReader()
  let piece: Uint8Array = new Uint8Array()
  const next = async (): Promise<boolean> => {
    const { done, value } = await reader.read()
    piece = value ?? new Uint8Array()
    return !done
  }
  return {
    take: async (length) => {
      const taken = new Uint8Array(length)
      for (let filled = 0; filled < length; ) {
        if (piece.length === 0 && !(await next())) throw new CryptoError('malformed')
        const part = piece.subarray(0, length - filled)
        taken.set(part, filled)
        filled += part.length
        piece = piece.subarray(part.length)
      }
      return taken
    },
    rest: async () => {
      if (piece.length === 0 && !(await next())) return null
      const rest = new Uint8Array(piece)
      piece = new Uint8Array()
      return rest
    },
    close: () => reader.cancel(),
  }
}
