/** PNG: chunks, one after the other, up to the end of the picture. */
import type { ByteSource } from '../binary/byte-source.ts'
import type { LocalClock } from '../local-time.ts'
import { exifTime } from './exif.ts'
import type { ImageDescription } from './image-description.ts'

const SIGNATURE_LENGTH = 8
const CHECKSUM = 4
const CHUNK_MAX = 64 * 1024
const WANTED = new Set(['IHDR', 'eXIf', 'tIME'])
const decoder = new TextDecoder('latin1')

interface Found {
  width: number
  height: number
  takenAt: number | null
  changedAt: number | null
}

export async function readPng(source: ByteSource, clock: LocalClock): Promise<ImageDescription> {
  await source.skip(SIGNATURE_LENGTH)
  const found: Found = { width: 0, height: 0, takenAt: null, changedAt: null }
  let isWhole = false
  for (let isOpen = true; isOpen; ) {
    const type = await readChunk(source, found, clock)
    isWhole = type === 'IEND'
    isOpen = type !== null && !isWhole
  }
  const { width, height, takenAt, changedAt } = found
  return { width, height, takenAt: takenAt ?? changedAt, isWhole }
}

/** The type of the chunk that was read; null when the file ended before it did. */
async function readChunk(source: ByteSource, found: Found, clock: LocalClock): Promise<string | null> {
  const head = await source.take(8)
  if (head === null) return null
  const length = new DataView(head.buffer).getUint32(0)
  const type = decoder.decode(head.subarray(4))
  if (!WANTED.has(type) || length > CHUNK_MAX) return (await source.skip(length + CHECKSUM)) ? type : null
  const bytes = await source.take(length)
  if (bytes === null || !(await source.skip(CHECKSUM))) return null
  const view = new DataView(bytes.buffer)
  if (type === 'IHDR' && length >= 8) {
    found.width = view.getUint32(0)
    found.height = view.getUint32(4)
  } else if (type === 'eXIf') found.takenAt = exifTime(bytes, clock)
  else if (type === 'tIME' && length === 7) found.changedAt = changedAt(view)
  return type
}

/** The time of the last change is in UTC. */
function changedAt(view: DataView): number | null {
  const year = view.getUint16(0)
  const part = (index: number) => view.getUint8(index)
  const time = Date.UTC(year, part(2) - 1, part(3), part(4), part(5), part(6))
  return year >= 1900 && year < 2200 ? time : null
}
