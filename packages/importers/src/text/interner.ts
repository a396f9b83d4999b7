/**
 * Gives equal byte strings one small number. Exports repeat the same few hundred names millions of times; after
 * the first sight a name costs one hash and one comparison, and no string is made.
 *
 * Bounded: past `countMax` distinct strings, or for a string longer than 64 KiB, `intern` answers -1.
 */
import { hashBytes } from './byte-hash.ts'

export interface Interner {
  /** The number of bytes[start, end), or -1 when the table is full. A `hash` known already saves hashing again. */
  intern(bytes: Uint8Array, start: number, end: number, hash?: number): number
  /** The string of a number that `intern` gave; made once. */
  text(id: number): string
  readonly size: number
}

const COUNT_MAX = 65_536
const LENGTH_MAX = 65_536
const NOTHING = new Uint8Array(0)

/** `decode` makes the string of an entry: where escapes are undone. */
export function createInterner(
  decode: (bytes: Uint8Array) => string,
  countMax: number = COUNT_MAX,
): Interner {
  const entries: Uint8Array[] = []
  const texts: string[] = []
  const hashes: number[] = []
  let mask = 1023
  let slots = new Int32Array(mask + 1).fill(-1)

  function freeSlot(hash: number): number {
    let slot = spread(hash) & mask
    while (slots[slot] !== -1) slot = (slot + 1) & mask
    return slot
  }

  function grow(): void {
    mask = mask * 2 + 1
    slots = new Int32Array(mask + 1).fill(-1)
    for (const [id, hash] of hashes.entries()) slots[freeSlot(hash)] = id
  }

  function add(bytes: Uint8Array, start: number, end: number, hash: number): number {
    if (entries.length >= countMax || end - start > LENGTH_MAX) return -1
    entries.push(bytes.slice(start, end))
    hashes.push(hash)
    if (entries.length * 2 > mask) grow()
    else slots[freeSlot(hash)] = entries.length - 1
    return entries.length - 1
  }

  return {
    intern(bytes, start, end, known) {
      const hash = known ?? hashBytes(bytes, start, end)
      let slot = spread(hash) & mask
      for (;;) {
        const id = slots[slot] ?? -1
        if (id === -1) return add(bytes, start, end, hash)
        if (hashes[id] === hash && isSame(entries[id] ?? NOTHING, bytes, start, end)) return id
        slot = (slot + 1) & mask
      }
    },
    text(id) {
      texts[id] ??= decode(entries[id] ?? NOTHING)
      return texts[id]
    },
    get size() {
      return entries.length
    },
  }
}

/** FNV's low bits alone cluster for names that differ only at their end. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15)
}

function isSame(entry: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (entry.length !== end - start) return false
  for (let at = 0; at < entry.length; at++) if (entry[at] !== bytes[start + at]) return false
  return true
}
