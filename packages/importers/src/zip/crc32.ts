/** CRC-32 as zip and gzip use it (ISO 3309, polynomial 0xEDB88320), eight bytes a step. */

const SLICES = 8
const tables = makeTables()

function makeTables(): readonly Int32Array[] {
  const all = Array.from({ length: SLICES }, () => new Int32Array(256))
  const [first = new Int32Array(256)] = all
  for (let byte = 0; byte < 256; byte++) {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0)
    first[byte] = value
  }
  for (let slice = 1; slice < SLICES; slice++) {
    for (let byte = 0; byte < 256; byte++) {
      const before = all[slice - 1]?.[byte] ?? 0
      const table = all[slice]
      if (table !== undefined) table[byte] = (before >>> 8) ^ (first[before & 255] ?? 0)
    }
  }
  return all
}

const NONE = new Int32Array(256)
const [T0 = NONE, T1 = NONE, T2 = NONE, T3 = NONE, T4 = NONE, T5 = NONE, T6 = NONE, T7 = NONE] = tables

/** The checksum of what `before` is the checksum of, followed by `bytes`. Begins with 0. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before
  let at = 0
  for (const end = bytes.length - 7; at < end; at += 8) {
    const low = crc ^ word(bytes, at)
    const high = word(bytes, at + 4)
    crc =
      look(T7, low & 255) ^
      look(T6, (low >>> 8) & 255) ^
      look(T5, (low >>> 16) & 255) ^
      look(T4, low >>> 24) ^
      look(T3, high & 255) ^
      look(T2, (high >>> 8) & 255) ^
      look(T1, (high >>> 16) & 255) ^
      look(T0, high >>> 24)
  }
  for (; at < bytes.length; at++) crc = (crc >>> 8) ^ look(T0, (crc ^ (bytes[at] ?? 0)) & 255)
  return ~crc >>> 0
}

function look(table: Int32Array, index: number): number {
  return table[index] ?? 0
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  )
}
