/**
 * Walks a clinical document: keeps the place, and hands over one small tree at a time – a part of the header, the
 * head of a section, an entry, an embedded file. The document as a whole is never in memory.
 */
import { CLOSE, EMPTY, type Tag, tagName } from '../xml/tag.ts'
import { createTreeBuilder, localName, type TreeBuilder } from './tree-builder.ts'
import { attribute, textOf, type XmlNode } from './xml-node.ts'

export interface Section {
  /** LOINC, or a code of the maker's own; empty when there is none. */
  code: string
  title: string
  /** The part for people, once it was read. */
  narrative: XmlNode | null
  readonly templates: Set<string>
  entries: number
}

export interface WalkListener {
  /** A part of the header. */
  header(node: XmlNode): void
  /** The statement inside of an entry. */
  entry(section: Section, statement: XmlNode): void
  /** The end of a section. */
  section(section: Section): void
  /** The body of a document that is a file. */
  file(node: XmlNode): void
  tooLarge(name: string, offset: number): void
}

export interface DocumentWalker {
  tag(tag: Tag): void
  /** Ends the input. False when something was still open. */
  finish(): boolean
}

const HEADER = new Set(['title', 'effectiveTime', 'code', 'recordTarget', 'custodian'])
const IN_SECTION = new Set(['code', 'title', 'text', 'templateId', 'entry'])
const DEPTH_MAX = 400
const TEMPLATES_MAX = 20

interface State {
  readonly listener: WalkListener
  /** Names of what is open outside of the tree that is being built. */
  readonly path: string[]
  readonly sections: Section[]
  tree: TreeBuilder | null
  treeStart: number
}

export function createDocumentWalker(listener: WalkListener): DocumentWalker {
  const state: State = { listener, path: [], sections: [], tree: null, treeStart: 0 }
  return {
    tag: (tag) => readTag(state, tag),
    finish: () => state.path.length === 0 && state.tree === null,
  }
}

function readTag(state: State, tag: Tag): void {
  const name = localName(tagName(tag))
  const { tree } = state
  if (tree !== null) {
    const isForeign = tag.kind === CLOSE && !tree.isOpen(name) && state.path.includes(name)
    if (!isForeign && !tree.tag(name, tag)) return
    state.tree = null
    handOver(state, tree)
    if (!isForeign) return
  }
  if (tag.kind === CLOSE) close(state, name)
  else open(state, name, tag)
}

function open(state: State, name: string, tag: Tag): void {
  const parent = state.path.at(-1) ?? ''
  if (isWanted(parent, name)) {
    const tree = createTreeBuilder(name, tag)
    state.treeStart = tag.offset
    if (tag.kind === EMPTY) handOver(state, tree)
    else state.tree = tree
    return
  }
  if (tag.kind === EMPTY || state.path.length >= DEPTH_MAX) return
  state.path.push(name)
  if (name === 'section')
    state.sections.push({ code: '', title: '', narrative: null, templates: new Set(), entries: 0 })
}

function isWanted(parent: string, name: string): boolean {
  if (parent === 'ClinicalDocument') return HEADER.has(name)
  if (parent === 'section') return IN_SECTION.has(name)
  return parent === 'nonXMLBody' && name === 'text'
}

function close(state: State, name: string): void {
  const at = state.path.lastIndexOf(name)
  if (at < 0) return
  for (const closed of state.path.splice(at)) {
    const section = closed === 'section' ? state.sections.pop() : undefined
    if (section !== undefined) state.listener.section(section)
  }
}

function handOver(state: State, { root, isCut }: TreeBuilder): void {
  const { listener, path } = state
  if (isCut) listener.tooLarge(root.name, state.treeStart)
  const parent = path.at(-1)
  if (parent === 'ClinicalDocument') listener.header(root)
  else if (parent === 'nonXMLBody') listener.file(root)
  else {
    const section = state.sections.at(-1)
    if (section !== undefined) readPart(state, section, root)
  }
}

function readPart(state: State, section: Section, node: XmlNode): void {
  switch (node.name) {
    case 'code':
      section.code = attribute(node, 'code')
      break
    case 'title':
      section.title = textOf(node).slice(0, 200)
      break
    case 'text':
      section.narrative = node
      break
    case 'templateId':
      if (section.templates.size < TEMPLATES_MAX) section.templates.add(attribute(node, 'root'))
      break
    default:
      section.entries++
      for (const child of node.children) if (typeof child !== 'string') state.listener.entry(section, child)
  }
}
