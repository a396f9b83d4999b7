/**
 * The directory at the end of a zip archive: what is where. Needs random access; for a stream see zip-stream.ts.
 * ZIP64 included. Layouts after APPNOTE 6.3.10, sections 4.3.12 to 4.3.16.
 */
import { ArchiveError, type ArchiveLimits } from './archive-limits.ts'
import { u16, u32, u64 } from './little-endian.ts'

export interface DirectoryEntry {
  readonly name: string
  readonly method: number
  readonly flags: number
  /** CRC-32 of the expanded bytes; null where whoever made the archive says that they did not read them. */
  readonly crc: number | null
  readonly compressedBytes: number
  readonly expandedBytes: number
  /** Where the local header of the entry begins. */
  readonly offset: number
  /** When it was written last by the clock of whoever made the archive, read as UTC; null when it does not say. */
  readonly modified: number | null
}

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const COMMENT_MAX = 65_535
const LOCATOR_SIGNATURE = 0x07064b50
const LOCATOR_BYTES = 20
const END64_SIGNATURE = 0x06064b50
const END64_BYTES = 56
const ENTRY_SIGNATURE = 0x02014b50
const ENTRY_BYTES = 46
const DIRECTORY_BYTES_MAX = 64 * 1024 * 1024
const FULL_32 = 0xffffffff
const zip64Field = 1
/** What Nornos itself writes around the files of a folder, which it does not read for that. */
const uncheckedField = 0x6e6e

/** The entries in the order of the directory, or null when there is none to be found (a truncated archive). */
export async function readDirectory(blob: Blob, limits: ArchiveLimits): Promise<DirectoryEntry[] | null> {
  const place = await findDirectory(blob)
  if (place === null) return null
  if (place.entries > limits.entriesMax) throw new ArchiveError('too-many-entries')
  if (place.bytes > DIRECTORY_BYTES_MAX) throw new ArchiveError('directory-too-large')
  const bytes = await bytesAt(blob, place.offset, place.bytes)
  const entries = parseEntries(bytes, place.entries)
  if (entries !== null) refuseOverlaps(entries)
  return entries
}

interface DirectoryPlace {
  readonly offset: number
  readonly bytes: number
  readonly entries: number
}

async function findDirectory(blob: Blob): Promise<DirectoryPlace | null> {
  const tailStart = Math.max(0, blob.size - END_BYTES - COMMENT_MAX - LOCATOR_BYTES)
  const tail = await bytesAt(blob, tailStart, blob.size - tailStart)
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (u32(tail, at) !== END_SIGNATURE) continue
    const locator = at - LOCATOR_BYTES
    const hasLocator = locator >= 0 && u32(tail, locator) === LOCATOR_SIGNATURE
    if (hasLocator) return findDirectory64(blob, u64(tail, locator + 8))
    return { entries: u16(tail, at + 10), bytes: u32(tail, at + 12), offset: u32(tail, at + 16) }
  }
  return null
}

async function findDirectory64(blob: Blob, offset: number): Promise<DirectoryPlace | null> {
  const end = await bytesAt(blob, offset, END64_BYTES)
  if (u32(end, 0) !== END64_SIGNATURE) return null
  return { entries: u64(end, 32), bytes: u64(end, 40), offset: u64(end, 48) }
}

async function bytesAt(blob: Blob, offset: number, length: number): Promise<Uint8Array> {
  return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer())
}

const decoder = new TextDecoder('utf-8')

function parseEntries(bytes: Uint8Array, count: number): DirectoryEntry[] | null {
  const entries: DirectoryEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (u32(bytes, at) !== ENTRY_SIGNATURE) return null
    const nameEnd = at + ENTRY_BYTES + u16(bytes, at + 28)
    const extraEnd = nameEnd + u16(bytes, at + 30)
    const sizes = sizesOf(bytes, at, nameEnd, extraEnd)
    entries.push({
      name: decoder.decode(bytes.subarray(at + ENTRY_BYTES, nameEnd)),
      flags: u16(bytes, at + 8),
      method: u16(bytes, at + 10),
      crc: fieldStart(bytes, uncheckedField, nameEnd, extraEnd) < 0 ? u32(bytes, at + 16) : null,
      modified: momentOf(u16(bytes, at + 12), u16(bytes, at + 14)),
      ...sizes,
    })
    at = extraEnd + u16(bytes, at + 32)
  }
  return entries
}

/** Where 1980 begins, and before: what programs write that do not know. */
const NO_DATE = 0x0021

/** After MS-DOS: two seconds, minutes and hours; the day, the month and the years since 1980. */
function momentOf(time: number, date: number): number | null {
  if (date <= NO_DATE) return null
  const day = [1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31] as const
  return Date.UTC(...day, time >> 11, (time >> 5) & 63, 2 * (time & 31))
}

type Sizes = Pick<DirectoryEntry, 'compressedBytes' | 'expandedBytes' | 'offset'>

/** A size or offset that is all ones is in the ZIP64 field, in this order, and only then. */
function sizesOf(bytes: Uint8Array, at: number, extraStart: number, extraEnd: number): Sizes {
  let wide = fieldStart(bytes, zip64Field, extraStart, extraEnd)
  const take = (narrow: number): number => {
    if (narrow !== FULL_32 || wide < 0) return narrow
    wide += 8
    return u64(bytes, wide - 8)
  }
  const expandedBytes = take(u32(bytes, at + 24))
  const compressedBytes = take(u32(bytes, at + 20))
  const offset = take(u32(bytes, at + 42))
  return { compressedBytes, expandedBytes, offset }
}

function fieldStart(bytes: Uint8Array, field: number, start: number, end: number): number {
  for (let at = start; at + 4 <= end; at += 4 + u16(bytes, at + 2)) {
    if (u16(bytes, at) === field) return at + 4
  }
  return -1
}

const LOCAL_HEADER_BYTES = 30

/** Entries that share bytes are how a small archive expands without end (Fifield 2019). */
function refuseOverlaps(entries: readonly DirectoryEntry[]): void {
  const byOffset = [...entries].sort((left, right) => left.offset - right.offset)
  let end = 0
  for (const entry of byOffset) {
    if (entry.offset < end) throw new ArchiveError('overlapping-entries')
    end = entry.offset + LOCAL_HEADER_BYTES + entry.compressedBytes
  }
}
