/**
 * DICOM as a stream of elements (PS3.5, section 7): explicit and implicit types, both byte orders, sequences of
 * stated and of unknown length. Values that nobody asked for, pixels above all, are passed over.
 */
import type { ByteSource } from '../binary/byte-source.ts'

export interface Coding {
  readonly isLittle: boolean
  readonly isImplicit: boolean
}

export interface Element {
  /** Group and number in one: 0x00080060. */
  readonly tag: number
  /** Two letters; empty where the file does not say. */
  readonly type: string
  /** -1 when the file does not say. */
  readonly length: number
}

export const UNKNOWN_LENGTH = -1
const ITEM = 0xfffee000
const ITEM_END = 0xfffee00d
const SEQUENCE_END = 0xfffee0dd
const LONG_TYPES = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])
const DEPTH_MAX = 24
const VALUE_MAX = 16 * 1024

/** The next element's head, or null at the end. Group 2 is explicit and little-endian in every file. */
export async function readHead(source: ByteSource, codingOf: () => Coding): Promise<Element | null> {
  const head = await source.take(8)
  if (head === null) return null
  const view = new DataView(head.buffer)
  const isMeta = view.getUint16(0, true) === 2
  const { isLittle, isImplicit } = isMeta ? { isLittle: true, isImplicit: false } : codingOf()
  const tag = ((view.getUint16(0, isLittle) << 16) | view.getUint16(2, isLittle)) >>> 0
  const type = String.fromCharCode(view.getUint8(4), view.getUint8(5))
  const isPart = tag === ITEM || tag === ITEM_END || tag === SEQUENCE_END
  if (isPart || isImplicit || !/^[A-Z]{2}$/.test(type)) {
    return { tag, type: '', length: lengthOf(view.getUint32(4, isLittle)) }
  }
  if (!LONG_TYPES.has(type)) return { tag, type, length: view.getUint16(6, isLittle) }
  const length = await source.take(4)
  if (length === null) return null
  return { tag, type, length: lengthOf(new DataView(length.buffer).getUint32(0, isLittle)) }
}

function lengthOf(written: number): number {
  return written === 0xffffffff ? UNKNOWN_LENGTH : written
}

export interface Visitor {
  /** Whether the value is wanted; of a sequence, whether its elements are. */
  wants(path: readonly number[], tag: number): boolean
  value(path: readonly number[], element: Element, bytes: Uint8Array): void
  /** An item of a sequence that is wanted begins. */
  item(path: readonly number[]): void
  coding(): Coding
}

/** Reads elements to the end of the file, or for `bytes` bytes. False when the file ended inside of one. */
export async function readElements(
  source: ByteSource,
  visitor: Visitor,
  path: readonly number[] = [],
  bytes: number = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  const end = source.offset + bytes
  while (source.offset < end) {
    const element = await readHead(source, visitor.coding)
    if (element === null) return !source.endedEarly
    if (element.tag === ITEM_END || element.tag === SEQUENCE_END) {
      if (path.length > 0) return true
    } else if (!(await readElement(source, visitor, path, element))) return false
  }
  return true
}

async function readElement(
  source: ByteSource,
  visitor: Visitor,
  path: readonly number[],
  element: Element,
): Promise<boolean> {
  const { tag, type, length } = element
  const isWanted = visitor.wants(path, tag)
  const isSequence = type === 'SQ' || length === UNKNOWN_LENGTH || (type === '' && isWanted && isNest(tag))
  if (isSequence && (isWanted || length === UNKNOWN_LENGTH)) {
    return await readSequence(source, visitor, [...path, tag], length)
  }
  if (!isWanted || length > VALUE_MAX) return await source.skip(length)
  const bytes = await source.take(length)
  if (bytes !== null) visitor.value(path, element, bytes)
  return bytes !== null
}

/** Sequences that are read although an implicit file does not call them so. */
const NESTS = new Set([0x54000100, 0x003a0200, 0x003a0208])

function isNest(tag: number): boolean {
  return NESTS.has(tag)
}

async function readSequence(
  source: ByteSource,
  visitor: Visitor,
  path: readonly number[],
  length: number,
): Promise<boolean> {
  if (path.length > DEPTH_MAX) return false
  const end = length === UNKNOWN_LENGTH ? Number.POSITIVE_INFINITY : source.offset + length
  while (source.offset < end) {
    const item = await readHead(source, visitor.coding)
    if (item === null) return false
    if (item.tag === SEQUENCE_END) return true
    const isWanted = item.tag === ITEM && visitor.wants(path.slice(0, -1), path.at(-1) ?? 0)
    if (isWanted) visitor.item(path)
    if (!(await readItem(source, visitor, path, item, isWanted))) return false
  }
  return true
}

async function readItem(
  source: ByteSource,
  visitor: Visitor,
  path: readonly number[],
  item: Element,
  isWanted: boolean,
): Promise<boolean> {
  if (item.length === UNKNOWN_LENGTH) return await readElements(source, visitor, path)
  if (isWanted) return await readElements(source, visitor, path, item.length)
  return await source.skip(item.length)
}
