/**
 * Reads a zip archive front to back, without its directory: for streams, and for files whose end is missing. An
 * entry whose length is only written behind it (Apple writes all of them so) ends where a descriptor states
 * exactly the length that was read so far.
 */
import type { ByteReader } from '../input.ts'
import { ArchiveError, type ArchiveLimits } from './archive-limits.ts'
import { type ByteWindow, createByteWindow } from './byte-window.ts'
import { EntryError } from './entry-error.ts'
import { type Expansion, expandedReader } from './inflate-reader.ts'
import { u16, u32, u64 } from './little-endian.ts'
import { FLAG_DESCRIPTOR, type ZipEntry } from './zip-entry.ts'

const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_HEADER_BYTES = 30
const HEADER_MAX = LOCAL_HEADER_BYTES + 2 * 65_535
const FULL_32 = 0xffffffff
const ZIP64_FIELD = 1
const decoder = new TextDecoder('utf-8')

export async function* streamEntries(
  reader: ByteReader,
  limits: ArchiveLimits,
  expansion: Expansion,
): AsyncGenerator<ZipEntry> {
  const window = createByteWindow(reader)
  for (let count = 1; ; count++) {
    const header = await takeHeader(window)
    if (header === null) return
    if (count > limits.entriesMax) throw new ArchiveError('too-many-entries')
    const ending: Ending = { crc: header.crc }
    const raw =
      header.compressedBytes === null
        ? untilDescriptor(window, ending)
        : exactly(window, header.compressedBytes)
    if (!header.name.endsWith('/')) {
      const coding = { method: header.method, flags: header.flags, checksum: () => ending.crc }
      yield { name: header.name, content: expandedReader(raw, coding, limits, expansion) }
    }
    await drain(raw)
  }
}

/** What is known of an entry once its last byte was read. */
interface Ending {
  crc: number | null
}

interface LocalHeader {
  readonly name: string
  readonly flags: number
  readonly method: number
  /** Both are null when they are written behind the entry. */
  readonly compressedBytes: number | null
  readonly crc: number | null
}

/** The next local header, or null where the entries end. */
async function takeHeader(window: ByteWindow): Promise<LocalHeader | null> {
  if (!(await window.fill(LOCAL_HEADER_BYTES)) || u32(window.bytes, 0) !== LOCAL_SIGNATURE) return null
  const nameEnd = LOCAL_HEADER_BYTES + u16(window.bytes, 26)
  const end = nameEnd + u16(window.bytes, 28)
  if (end > HEADER_MAX || !(await window.fill(end))) return null
  const bytes = window.bytes
  const flags = u16(bytes, 6)
  const hasDescriptor = (flags & FLAG_DESCRIPTOR) !== 0
  const header = {
    name: decoder.decode(bytes.slice(LOCAL_HEADER_BYTES, nameEnd)),
    flags,
    method: u16(bytes, 8),
    compressedBytes: hasDescriptor ? null : lengthOf(bytes, nameEnd, end),
    crc: hasDescriptor ? null : u32(bytes, 14),
  }
  window.drop(end)
  return header
}

function lengthOf(bytes: Uint8Array, extraStart: number, extraEnd: number): number {
  const narrow = u32(bytes, 18)
  if (narrow !== FULL_32) return narrow
  for (let at = extraStart; at + 4 <= extraEnd; at += 4 + u16(bytes, at + 2)) {
    if (u16(bytes, at) === ZIP64_FIELD) return u64(bytes, at + 12)
  }
  return narrow
}

async function drain(raw: ByteReader): Promise<void> {
  try {
    while ((await raw.next()) !== null);
  } catch (error) {
    // Whoever read the entry has met the same end; the loop above finds no header and stops.
    if (!(error instanceof EntryError)) throw error
  }
}

const PIECE = 64 * 1024

function exactly(window: ByteWindow, length: number): ByteReader {
  let left = length
  return {
    async next() {
      if (left === 0) return null
      if (!(await window.fill(1))) throw new EntryError('truncated')
      const piece = window.bytes.subarray(0, Math.min(left, PIECE))
      left -= piece.length
      window.drop(piece.length)
      return piece
    },
  }
}

/** The longest descriptor (24 bytes, ZIP64, signed) and the signature behind it. */
const LOOK_AHEAD = 28

function untilDescriptor(window: ByteWindow, ending: Ending): ByteReader {
  let taken = 0
  let isDone = false

  function takeUpTo(length: number): Uint8Array {
    const piece = window.bytes.subarray(0, length)
    taken += length
    window.drop(length)
    return piece
  }

  return {
    async next() {
      if (isDone) return null
      const isWhole = await window.fill(LOOK_AHEAD)
      if (!isWhole && window.bytes.length === 0) throw new EntryError('truncated')
      const found = findDescriptor(window.bytes, taken)
      if (found === null) {
        return takeUpTo(isWhole ? Math.min(PIECE, window.bytes.length - LOOK_AHEAD + 1) : window.bytes.length)
      }
      const piece = takeUpTo(found.at)
      isDone = true
      ending.crc = found.crc
      window.drop(found.length)
      return piece.length === 0 ? null : piece
    },
  }
}

interface Descriptor {
  readonly at: number
  readonly length: number
  readonly crc: number
}

const LETTER_P = 0x50
const LETTER_K = 0x4b
const DESCRIPTOR_SIGNATURE = 0x08074b50

/** Where in `bytes` the descriptor of an entry begins that has had `before` bytes in front of them. */
function findDescriptor(bytes: Uint8Array, before: number): Descriptor | null {
  const end = Math.min(bytes.length, PIECE + LOOK_AHEAD)
  for (let at = bytes.indexOf(LETTER_P); at >= 0 && at < end; at = bytes.indexOf(LETTER_P, at + 1)) {
    if (bytes[at + 1] !== LETTER_K) continue
    const found = descriptorNear(bytes, at, before)
    if (found !== null) return found
  }
  return null
}

function descriptorNear(bytes: Uint8Array, at: number, before: number): Descriptor | null {
  if (u32(bytes, at) === DESCRIPTOR_SIGNATURE) {
    const crc = u32(bytes, at + 4)
    const taken = before + at
    if (u64(bytes, at + 8) === taken && isFollowed(bytes, at + 24)) return { at, length: 24, crc }
    if (u32(bytes, at + 8) === taken % 2 ** 32 && isFollowed(bytes, at + 16)) return { at, length: 16, crc }
    return null
  }
  if (!isFollowed(bytes, at)) return null
  // Without a signature of its own the descriptor is known by what follows it.
  const narrow = at - 12
  if (narrow >= 0 && u32(bytes, narrow + 4) === (before + narrow) % 2 ** 32)
    return { at: narrow, length: 12, crc: u32(bytes, narrow) }
  const wide = at - 20
  if (wide >= 0 && u64(bytes, wide + 4) === before + wide)
    return { at: wide, length: 20, crc: u32(bytes, wide) }
  return null
}

const DIRECTORY_SIGNATURE = 0x02014b50

/** Behind an entry comes the next one or the directory. */
function isFollowed(bytes: Uint8Array, at: number): boolean {
  const signature = u32(bytes, at)
  return signature === LOCAL_SIGNATURE || signature === DIRECTORY_SIGNATURE
}
