/** One tag as the scanner sees it: positions in a shared buffer, valid only during the call that hands it over. */
import { decodeText } from './decode-text.ts'

export const OPEN = 0
/** `<x/>`: open and closed in one. */
export const EMPTY = 1
export const CLOSE = 2
export type TagKind = typeof OPEN | typeof EMPTY | typeof CLOSE

export const ATTRIBUTES_MAX = 64

export interface Tag {
  bytes: Uint8Array
  /** The same bytes. */
  view: DataView
  kind: TagKind
  nameStart: number
  nameEnd: number
  nameHash: number
  attributes: number
  readonly attributeHash: Int32Array
  readonly attributeStart: Int32Array
  readonly attributeEnd: Int32Array
  readonly valueHash: Int32Array
  readonly valueStart: Int32Array
  readonly valueEnd: Int32Array
  /** Hashes of names that were seen to be plain; a cache of the scanner. */
  readonly knownNames: Int32Array
  /** Equal for tags that begin alike; 0 when it is not known to begin like another. See tag-memory.ts. */
  prefix: number
  /** How many attributes that beginning has. */
  prefixAttributes: number
  /** The text since the tag before; empty when it was longer than the scanner keeps. */
  textStart: number
  textEnd: number
  /** Where the tag begins in the whole input. */
  offset: number
  /** Where the tag ends in `bytes`. */
  end: number
}

export function createTag(): Tag {
  return {
    bytes: new Uint8Array(0),
    view: new DataView(new ArrayBuffer(0)),
    kind: OPEN,
    nameStart: 0,
    nameEnd: 0,
    nameHash: 0,
    attributes: 0,
    attributeHash: new Int32Array(ATTRIBUTES_MAX),
    attributeStart: new Int32Array(ATTRIBUTES_MAX),
    attributeEnd: new Int32Array(ATTRIBUTES_MAX),
    valueHash: new Int32Array(ATTRIBUTES_MAX),
    valueStart: new Int32Array(ATTRIBUTES_MAX),
    valueEnd: new Int32Array(ATTRIBUTES_MAX),
    knownNames: new Int32Array(256),
    prefix: 0,
    prefixAttributes: 0,
    textStart: 0,
    textEnd: 0,
    offset: 0,
    end: 0,
  }
}

/** The tag as it is written. */
export function tagSource(tag: Tag): string {
  return tagDecoder.decode(tag.bytes.subarray(tag.nameStart - (tag.kind === CLOSE ? 2 : 1), tag.end))
}

const tagDecoder = new TextDecoder('utf-8')

export function tagName(tag: Tag): string {
  return decodeText(tag.bytes.subarray(tag.nameStart, tag.nameEnd))
}

export function tagText(tag: Tag): string {
  return decodeText(tag.bytes.subarray(tag.textStart, tag.textEnd))
}

/** The attribute's value, or null when the tag has none of that name. `nameHash` is `hashText(name)`. */
export function attributeText(tag: Tag, nameHash: number): string | null {
  const index = attributeIndex(tag, nameHash)
  return index < 0 ? null : attributeTextAt(tag, index)
}

export function attributeTextAt(tag: Tag, index: number): string {
  return decodeText(tag.bytes.subarray(tag.valueStart[index], tag.valueEnd[index]))
}

export function attributeNameAt(tag: Tag, index: number): string {
  return decodeText(tag.bytes.subarray(tag.attributeStart[index], tag.attributeEnd[index]))
}

export function attributeIndex(tag: Tag, nameHash: number): number {
  for (let index = 0; index < tag.attributes; index++) if (tag.attributeHash[index] === nameHash) return index
  return -1
}

/** Every attribute of a rare tag as an object: never for the tags that come by the million. */
export function attributesOf(tag: Tag): Record<string, string> {
  const all: [string, string][] = []
  for (let index = 0; index < tag.attributes; index++) {
    all.push([attributeNameAt(tag, index), attributeTextAt(tag, index)])
  }
  return Object.fromEntries(all)
}
