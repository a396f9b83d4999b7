/** The part of a section that is written for people: entries point into it where they have no words of their own. */
import type { Section } from './document-walker.ts'
import { attribute, elementsOf, find, textOf, type XmlNode } from './xml-node.ts'

const IDS_MAX = 20_000
const idsOfNarrative = new WeakMap<XmlNode, ReadonlyMap<string, XmlNode>>()

/** The words that `<reference value="#id"/>` below this node means, else its own text. */
export function wordsOf(node: XmlNode | null, section: Section): string {
  if (node === null) return ''
  const target = attribute(find(node, 'reference') ?? (node.name === 'reference' ? node : null), 'value')
  const { narrative } = section
  const found =
    target === '' || narrative === null ? undefined : idsOf(narrative).get(target.replace(/^#/, ''))
  const words = found === undefined ? '' : textOf(found)
  return (words || textOf(node)).replace(/\s+/g, ' ').slice(0, 2000)
}

function idsOf(narrative: XmlNode): ReadonlyMap<string, XmlNode> {
  const known = idsOfNarrative.get(narrative)
  if (known !== undefined) return known
  const ids = new Map<string, XmlNode>()
  collect(narrative, ids)
  idsOfNarrative.set(narrative, ids)
  return ids
}

function collect(node: XmlNode, ids: Map<string, XmlNode>): void {
  const id = attribute(node, 'ID')
  if (id !== '' && ids.size < IDS_MAX && !ids.has(id)) ids.set(id, node)
  for (const child of elementsOf(node)) collect(child, ids)
}
