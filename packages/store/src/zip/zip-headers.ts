/** The frames of a zip archive, all as zip64, so that neither an entry nor the whole is too large for them. */
import { type Bytes, concat } from '@nornos/std'

export interface NamedEntry {
  /** UTF-8, `/` between folders. */
  readonly name: Bytes
  /** 0: stored, 8: deflated. */
  readonly method: 0 | 8
}

export interface WrittenEntry extends NamedEntry {
  /** Of the expanded bytes; null where nobody has read them. */
  readonly crc: number | null
  readonly packed: number
  readonly size: number
  /** Where its local header begins. */
  readonly at: number
}

const fourGiB = 0xffff_ffff
/** Sizes follow the bytes (bit 3), names are UTF-8 (bit 11). */
const flags = 0x0808
/** 1980-01-01: an archive says nothing about when it was made. */
const date = 0x0021
const zip64Version = 45

/** Says beforehand that lengths may need eight bytes. */
export function localHeader({ method, name }: NamedEntry): Bytes {
  const extra = fields([2, 1], [2, 16], [8, 0], [8, 0])
  const head = fields(
    [4, 0x0403_4b50],
    ...([
      [2, zip64Version],
      [2, flags],
      [2, method],
      [2, 0],
      [2, date],
    ] as const),
    ...([
      [4, 0],
      [4, fourGiB],
      [4, fourGiB],
      [2, name.length],
      [2, extra.length],
    ] as const),
  )
  return concat(head, name, extra)
}

/** An extra field of our own, which other readers pass over: the checksum says nothing. */
const uncheckedField = 0x6e6e

export function directoryEntry({ at, crc, method, name, packed, size }: WrittenEntry): Bytes {
  const wide = fields([2, 1], [2, 24], [8, size], [8, packed], [8, at])
  const extra = crc === null ? concat(wide, fields([2, uncheckedField], [2, 0])) : wide
  const head = fields(
    [4, 0x0201_4b50],
    ...([
      [2, zip64Version],
      [2, zip64Version],
      [2, flags],
      [2, method],
      [2, 0],
      [2, date],
    ] as const),
    ...([
      [4, crc ?? 0],
      [4, fourGiB],
      [4, fourGiB],
      [2, name.length],
      [2, extra.length],
    ] as const),
    ...([
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, fourGiB],
    ] as const),
  )
  return concat(head, name, extra)
}

export function directoryEnd(entries: number, at: number, length: number): Bytes {
  const zip64 = fields(
    [4, 0x0606_4b50],
    ...([
      [8, 44],
      [2, zip64Version],
      [2, zip64Version],
      [4, 0],
      [4, 0],
    ] as const),
    ...([
      [8, entries],
      [8, entries],
      [8, length],
      [8, at],
    ] as const),
  )
  const locator = fields([4, 0x0706_4b50], [4, 0], [8, at + length], [4, 1])
  const few = Math.min(entries, 0xffff)
  const end = fields(
    [4, 0x0605_4b50],
    ...([
      [2, 0],
      [2, 0],
      [2, few],
      [2, few],
    ] as const),
    ...([
      [4, Math.min(length, fourGiB)],
      [4, Math.min(at, fourGiB)],
      [2, 0],
    ] as const),
  )
  return concat(zip64, locator, end)
}

type Field = readonly [width: 2 | 4 | 8, value: number]

/** Little endian, as zip is. */
export function fields(...list: readonly Field[]): Bytes {
  const bytes = new Uint8Array(list.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of list) {
    if (width === 2) view.setUint16(at, value, true)
    else if (width === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += width
  }
  return bytes
}
