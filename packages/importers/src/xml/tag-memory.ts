/**
 * The beginnings of tags that were seen before. Records that follow each other differ in their dates and values and
 * repeat all that stands in front: type, source, device, unit, hundreds of bytes. Those are compared with what is
 * remembered, which costs a fraction of reading them, and a consumer may keep what it made of them, by `tag.prefix`.
 */
import { putAttribute } from './put-attribute.ts'
import { ATTRIBUTES_MAX, type Tag } from './tag.ts'

export interface TagMemory {
  /** The attribute where the part begins that differs from tag to tag, as `hashText` of its name. */
  readonly until: number
  readonly prefixes: Prefix[]
  /** Counts what was remembered; a number is never given twice. */
  last: number
  /** Tags in a row that were none of the remembered. */
  misses: number
}

interface Prefix {
  /** From behind the name of the tag to where `until` begins. */
  readonly bytes: DataView
  readonly nameHash: number
  readonly id: number
  /** Six numbers an attribute, places from the first byte on. */
  readonly attributes: Int32Array
}

const PREFIXES_MAX = 4
const PREFIX_BYTES_MAX = 4096
/** When nothing repeats, remembering is tried only now and then. */
const MISSES_MAX = 16

export function createTagMemory(until: number): TagMemory {
  return { until, prefixes: [], last: 0, misses: 0 }
}

/** Fills the tag with a remembered beginning. The position behind it, or `from` when there is none. */
export function recall(memory: TagMemory, tag: Tag, from: number, limit: number): number {
  tag.attributes = 0
  tag.prefix = 0
  tag.prefixAttributes = 0
  for (const prefix of memory.prefixes) {
    if (prefix.nameHash !== tag.nameHash || from + prefix.bytes.byteLength > limit) continue
    if (!isAt(prefix.bytes, tag.view, from)) continue
    memory.misses = 0
    putAll(prefix.attributes, tag, from)
    tag.prefix = prefix.id
    tag.prefixAttributes = tag.attributes
    return from + prefix.bytes.byteLength
  }
  return from
}

/** The end is looked at first: beginnings of different records are alike in front and of different lengths. */
function isAt(bytes: DataView, view: DataView, from: number): boolean {
  const length = bytes.byteLength
  if (length >= 4 && bytes.getInt32(length - 4, true) !== view.getInt32(from + length - 4, true)) return false
  let at = 0
  for (; at + 16 <= length; at += 16) {
    const there = from + at
    const difference =
      (bytes.getInt32(at, true) ^ view.getInt32(there, true)) |
      (bytes.getInt32(at + 4, true) ^ view.getInt32(there + 4, true)) |
      (bytes.getInt32(at + 8, true) ^ view.getInt32(there + 8, true)) |
      (bytes.getInt32(at + 12, true) ^ view.getInt32(there + 12, true))
    if (difference !== 0) return false
  }
  for (; at < length; at++) if (bytes.getUint8(at) !== view.getUint8(from + at)) return false
  return true
}

function putAll(numbers: Int32Array, tag: Tag, from: number): void {
  for (let at = 0; at < numbers.length; at += 6) {
    putAttribute(
      tag,
      from + (numbers[at] ?? 0),
      from + (numbers[at + 1] ?? 0),
      numbers[at + 2] ?? 0,
      from + (numbers[at + 3] ?? 0),
      from + (numbers[at + 4] ?? 0),
      numbers[at + 5] ?? 0,
    )
  }
}

/** Remembers the beginning of a tag that was read whole and that `recall` did not know. */
export function remember(memory: TagMemory, tag: Tag, from: number): void {
  memory.misses++
  if (memory.misses > MISSES_MAX && memory.misses % MISSES_MAX !== 0) return
  let count = 0
  while (count < tag.attributes && tag.attributeHash[count] !== memory.until) count++
  const end = tag.attributeStart[count] ?? 0
  if (count < 2 || count === tag.attributes || count === ATTRIBUTES_MAX || end - from > PREFIX_BYTES_MAX)
    return
  memory.last++
  memory.prefixes.unshift({
    bytes: new DataView(tag.view.buffer.slice(from, end)),
    nameHash: tag.nameHash,
    id: memory.last,
    attributes: numbersOf(tag, count, from),
  })
  if (memory.prefixes.length > PREFIXES_MAX) memory.prefixes.pop()
  tag.prefix = memory.last
  tag.prefixAttributes = count
}

function numbersOf(tag: Tag, count: number, from: number): Int32Array {
  const numbers = new Int32Array(count * 6)
  for (let index = 0; index < count; index++) {
    numbers[index * 6] = (tag.attributeStart[index] ?? 0) - from
    numbers[index * 6 + 1] = (tag.attributeEnd[index] ?? 0) - from
    numbers[index * 6 + 2] = tag.attributeHash[index] ?? 0
    numbers[index * 6 + 3] = (tag.valueStart[index] ?? 0) - from
    numbers[index * 6 + 4] = (tag.valueEnd[index] ?? 0) - from
    numbers[index * 6 + 5] = tag.valueHash[index] ?? 0
  }
  return numbers
}
