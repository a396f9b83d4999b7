/** JPEG: segments, one after the other, up to the picture itself. */
import type { ByteSource } from '../binary/byte-source.ts'
import type { LocalClock } from '../local-time.ts'
import { exifTime } from './exif.ts'
import type { ImageDescription } from './image-description.ts'

const START_OF_SCAN = 0xda
const END = 0xd9
const EXIF = 0xe1
/** Frames of every kind but the tables that have numbers among them. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
/** Stand alone, without a length. */
const ALONE = new Set([0x01, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8])
const SEGMENTS_MAX = 10_000
const MARK = [0x45, 0x78, 0x69, 0x66, 0, 0]

interface Found {
  width: number
  height: number
  takenAt: number | null
}

export async function readJpeg(source: ByteSource, clock: LocalClock): Promise<ImageDescription> {
  await source.skip(2)
  const found: Found = { width: 0, height: 0, takenAt: null }
  for (let count = 0; count < SEGMENTS_MAX; count++) {
    const marker = await nextMarker(source)
    const isPicture = marker === START_OF_SCAN || marker === END
    if (isPicture) return { ...found, isWhole: found.width > 0 }
    const isRead = marker !== null && (ALONE.has(marker) || (await readSegment(source, marker, found, clock)))
    if (!isRead) break
  }
  return { ...found, isWhole: false }
}

/** False when the file ended before the segment did. */
async function readSegment(
  source: ByteSource,
  marker: number,
  found: Found,
  clock: LocalClock,
): Promise<boolean> {
  const head = await source.take(2)
  const length = head === null ? -1 : new DataView(head.buffer).getUint16(0) - 2
  if (length < 0) return false
  if (marker !== EXIF && !FRAMES.has(marker)) return await source.skip(length)
  const bytes = await source.take(length)
  if (bytes === null) return false
  if (marker === EXIF && isExif(bytes)) found.takenAt ??= exifTime(bytes.slice(MARK.length), clock)
  else if (marker !== EXIF && length >= 5) [found.height, found.width] = sizeOf(bytes)
  return true
}

/** Bytes of 255 may stand before it. */
async function nextMarker(source: ByteSource): Promise<number | null> {
  const first = await source.take(1)
  if (first === null || first[0] !== 0xff) return null
  for (;;) {
    const next = (await source.take(1))?.[0]
    if (next === undefined) return null
    if (next !== 0xff) return next
  }
}

function sizeOf(bytes: Uint8Array<ArrayBuffer>): [height: number, width: number] {
  const view = new DataView(bytes.buffer)
  return [view.getUint16(1), view.getUint16(3)]
}

function isExif(bytes: Uint8Array): boolean {
  return MARK.every((byte, index) => bytes[index] === byte)
}
