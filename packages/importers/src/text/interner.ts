/**
 * Gives equal byte strings one small number. Exports repeat the same few hundred names millions of times; after
 * the first sight a name costs one look-up and one comparison, and no string is made.
 *
 * Bounded: past `countMax` distinct strings, or for a string longer than 64 KiB, `intern` answers -1.
 */

export interface Interner {
  /** The number of the bytes from `start` to `end`, whose hash (word-hash.ts) is `hash`; -1 when the table is full. */
  intern(view: DataView, start: number, end: number, hash: number): number
  /** The string of a number that `intern` gave; made once. */
  text(id: number): string
  readonly size: number
}

const COUNT_MAX = 65_536
const LENGTH_MAX = 65_536

interface Table {
  readonly entries: DataView[]
  readonly hashes: number[]
  slots: Int32Array
}

/** `decode` makes the string of an entry: where escapes are undone. */
export function createInterner(
  decode: (bytes: Uint8Array) => string,
  countMax: number = COUNT_MAX,
): Interner {
  const texts: string[] = []
  const table: Table = { entries: [], hashes: [], slots: new Int32Array(1024).fill(-1) }
  return {
    intern(view, start, end, hash) {
      const { slots, hashes, entries } = table
      const mask = slots.length - 1
      let slot = spread(hash) & mask
      for (;;) {
        const id = slots[slot] ?? -1
        if (id === -1) break
        const entry = entries[id]
        if (hashes[id] === hash && entry !== undefined && isSame(entry, view, start, end)) return id
        slot = (slot + 1) & mask
      }
      if (entries.length >= countMax || end - start > LENGTH_MAX) return -1
      return add(table, view, start, end, hash)
    },
    text(id) {
      const entry = table.entries[id]
      texts[id] ??= entry === undefined ? '' : decode(new Uint8Array(entry.buffer))
      return texts[id]
    },
    get size() {
      return table.entries.length
    },
  }
}

function add(table: Table, view: DataView, start: number, end: number, hash: number): number {
  const id = table.entries.length
  table.entries.push(new DataView(view.buffer.slice(view.byteOffset + start, view.byteOffset + end)))
  table.hashes.push(hash)
  if (table.entries.length * 2 > table.slots.length) {
    table.slots = new Int32Array(table.slots.length * 2).fill(-1)
    for (const [each, known] of table.hashes.entries()) table.slots[freeSlot(table.slots, known)] = each
  } else table.slots[freeSlot(table.slots, hash)] = id
  return id
}

function freeSlot(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1
  let slot = spread(hash) & mask
  while (slots[slot] !== -1) slot = (slot + 1) & mask
  return slot
}

/** Low bits alone cluster for names that differ only at their end. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}

function isSame(entry: DataView, view: DataView, start: number, end: number): boolean {
  const length = end - start
  if (entry.byteLength !== length) return false
  let at = 0
  for (; at + 4 <= length; at += 4) {
    if (entry.getInt32(at, true) !== view.getInt32(start + at, true)) return false
  }
  for (; at < length; at++) if (entry.getUint8(at) !== view.getUint8(start + at)) return false
  return true
}
