/** Builds one small tree out of tags. Bounded: what is deeper, longer or more than any real entry is left out. */
import { decodeText } from '../xml/decode-text.ts'
import { attributesOf, CLOSE, EMPTY, type Tag } from '../xml/tag.ts'
import type { XmlNode } from './xml-node.ts'

export interface TreeBuilder {
  readonly root: XmlNode
  /** Whether something was left out. */
  readonly isCut: boolean
  /** Takes the next tag. True when the tree is complete. */
  tag(name: string, tag: Tag): boolean
  /** Whether an element of that name is open. */
  isOpen(name: string): boolean
}

const DEPTH_MAX = 120
const NODES_MAX = 40_000
const TEXT_MAX = 12 * 1024 * 1024

/** Begins with an open tag. */
export function createTreeBuilder(name: string, tag: Tag): TreeBuilder {
  const root = nodeOf(name, tag)
  const open: XmlNode[] = [root]
  let nodes = 1
  let letters = 0
  let isCut = false

  function addText(tag: Tag): void {
    const text = rawText(tag)
    letters += text.length
    if (letters > TEXT_MAX) isCut = true
    else if (text !== '') open.at(-1)?.children.push(text)
  }

  function addNode(name: string, tag: Tag): void {
    nodes++
    if (open.length > DEPTH_MAX || nodes > NODES_MAX) {
      isCut = true
      return
    }
    const node = nodeOf(name, tag)
    open.at(-1)?.children.push(node)
    if (tag.kind !== EMPTY) open.push(node)
  }

  return {
    root,
    get isCut() {
      return isCut
    },
    isOpen: (name) => open.some((node) => node.name === name),
    tag(name, tag) {
      addText(tag)
      if (tag.kind === CLOSE) {
        // An end without its beginning is passed over, and one that was forgotten is taken as written.
        const at = open.findLastIndex((node) => node.name === name)
        if (at >= 0) open.length = at
      } else addNode(name, tag)
      return open.length === 0
    },
  }
}

function nodeOf(name: string, tag: Tag): XmlNode {
  const attributes: Record<string, string> = {}
  for (const [written, value] of Object.entries(attributesOf(tag))) {
    const plain = localName(written)
    // `type` is the one of the schema, whatever its prefix.
    if (!Object.hasOwn(attributes, plain) || written === plain) attributes[plain] = value
  }
  return { name, attributes, children: [] }
}

/** Prefixes differ from one maker to the next. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

const LESS = 60
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8')
const HIDDEN = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>/

/** The text before a tag: comments taken out, CDATA as it stands, references undone. */
function rawText(tag: Tag): string {
  const bytes = tag.bytes.subarray(tag.textStart, tag.textEnd)
  if (!bytes.includes(LESS)) return decodeText(bytes)
  const parts = decoder.decode(bytes).split(HIDDEN)
  return parts
    .map((part, at) => (at % 2 === 0 ? decodeText(encoder.encode(part ?? '')) : (part ?? '')))
    .join('')
}
