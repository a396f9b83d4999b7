/** When a picture was taken, by its EXIF block. Only the tags of time are read: never where it was taken. */
import { hl7Time } from '../clinical/hl7-time.ts'
import type { LocalClock } from '../local-time.ts'

const LITTLE = 0x4949
const EXIF_POINTER = 0x8769
const TAKEN = 0x9003
const DIGITIZED = 0x9004
const OFFSET = 0x9011
const CHANGED = 0x0132
const ENTRIES_MAX = 500
const decoder = new TextDecoder('latin1')

/** Milliseconds since 1970, UTC, or null. `bytes` begin with the byte order. */
export function exifTime(bytes: Uint8Array<ArrayBuffer>, clock: LocalClock): number | null {
  if (bytes.length < 8) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const isLittle = view.getUint16(0) === LITTLE
  const main = readTags(view, view.getUint32(4, isLittle), isLittle)
  const pointer = main.get(EXIF_POINTER)
  const inner =
    typeof pointer === 'number' ? readTags(view, pointer, isLittle) : new Map<number, number | string>()
  const stated = text(inner.get(OFFSET))
  const offset = /^[+-]\d\d:\d\d$/.test(stated) ? stated : ''
  for (const written of [inner.get(TAKEN), inner.get(DIGITIZED), main.get(CHANGED)].map(text)) {
    // `2024:01:31 10:15:00`
    const time = hl7Time(`${written.replace(/[: ]/g, '')}${offset.replace(':', '')}`, clock).start
    if (written !== '' && time !== null) return time
  }
  return null
}

function text(value: number | string | undefined): string {
  return typeof value === 'string' ? value : ''
}

/** The texts and whole numbers of one directory. */
function readTags(view: DataView, start: number, isLittle: boolean): ReadonlyMap<number, number | string> {
  const tags = new Map<number, number | string>()
  if (start + 2 > view.byteLength) return tags
  const count = Math.min(view.getUint16(start, isLittle), ENTRIES_MAX)
  for (let at = start + 2; at < start + 2 + count * 12 && at + 12 <= view.byteLength; at += 12) {
    const type = view.getUint16(at + 2, isLittle)
    const length = view.getUint32(at + 4, isLittle)
    if (type === 4) tags.set(view.getUint16(at, isLittle), view.getUint32(at + 8, isLittle))
    else if (type === 2 && length <= 64)
      tags.set(view.getUint16(at, isLittle), textAt(view, at, length, isLittle))
  }
  return tags
}

function textAt(view: DataView, entry: number, length: number, isLittle: boolean): string {
  const start = length <= 4 ? entry + 8 : view.getUint32(entry + 8, isLittle)
  if (start + length > view.byteLength) return ''
  return decoder
    .decode(new Uint8Array(view.buffer, view.byteOffset + start, length))
    .replace(/\0[\s\S]*$/, '')
}
