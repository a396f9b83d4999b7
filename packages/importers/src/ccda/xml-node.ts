/** A small part of a document as a tree: names without prefixes, text and elements in their order. */

export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (XmlNode | string)[]
}

export function elementsOf(node: XmlNode | null | undefined): readonly XmlNode[] {
  return (node?.children ?? []).filter((child): child is XmlNode => typeof child !== 'string')
}

/** The elements at the end of a path of names, all of them. */
export function findAll(node: XmlNode | null | undefined, ...path: readonly string[]): readonly XmlNode[] {
  let found: readonly XmlNode[] = node === null || node === undefined ? [] : [node]
  for (const name of path)
    found = found.flatMap((one) => elementsOf(one).filter((child) => child.name === name))
  return found
}

/** The first element at the end of a path of names, or null. */
export function find(node: XmlNode | null | undefined, ...path: readonly string[]): XmlNode | null {
  return findAll(node, ...path)[0] ?? null
}

/** An attribute, or empty. */
export function attribute(node: XmlNode | null | undefined, name: string): string {
  const attributes = node?.attributes
  return attributes !== undefined && Object.hasOwn(attributes, name) ? (attributes[name] ?? '').trim() : ''
}

/** Lines of their own in a narrative, and cells of a table. */
const BLOCKS = new Set(['paragraph', 'item', 'list', 'tr', 'table', 'br', 'caption', 'thead', 'tbody'])
const CELLS = new Set(['td', 'th'])

/** All text below, blanks as one, rows as lines and cells parted by tabs. */
export function textOf(node: XmlNode | null | undefined): string {
  if (node === null || node === undefined) return ''
  const out: string[] = []
  collect(node, out)
  return out
    .join('')
    .replace(/[^\S\n\t]+/g, ' ')
    .replace(/ ?\t[ \t]*/g, '\t')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

function collect(node: XmlNode, out: string[]): void {
  for (const child of node.children) {
    if (typeof child === 'string') out.push(child.replace(/\s+/g, ' '))
    else {
      collect(child, out)
      if (BLOCKS.has(child.name)) out.push('\n')
      else if (CELLS.has(child.name)) out.push('\t')
    }
  }
}

/** Written out again, for what is kept raw. */
export function toXml(node: XmlNode): string {
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
  const content = node.children.map((child) => (typeof child === 'string' ? escapeXml(child) : toXml(child)))
  const inner = content.join('')
  const start = `<${node.name}${attributes.join('')}`
  return inner === '' ? `${start}/>` : `${start}>${inner}</${node.name}>`
}

function escapeXml(text: string): string {
  return text.replace(/[&<"]/g, (sign) => ESCAPES[sign] ?? sign)
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }
