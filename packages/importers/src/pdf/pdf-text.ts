/** The text layer of a PDF: its pages as lines, and what it says of itself. */
import { hl7Time } from '../clinical/hl7-time.ts'
import type { LocalClock } from '../local-time.ts'
import { createDrawing, readPageText } from './page-text.ts'
import { openPdf, type PdfFile } from './pdf-file.ts'
import { isList, nameOf, type PdfDictionary, type PdfValue } from './pdf-value.ts'
import { linesOf, type TextLine } from './text-lines.ts'

export interface PdfText {
  readonly pages: readonly (readonly TextLine[])[]
  /** The pages there are, read or not. */
  readonly pageCount: number
  readonly title: string
  /** Milliseconds since 1970, UTC, or null. */
  readonly createdAt: number | null
  /** It may only be opened with a password, or says so. */
  readonly isProtected: boolean
}

const PAGES_MAX = 400
const DEPTH_MAX = 40
const INHERITED = ['Resources', 'Rotate'] as const

export function readPdfText(bytes: Uint8Array, clock: LocalClock): PdfText {
  const file = openPdf(bytes)
  const pages = pagesOf(file)
  const information = file.dictionary(file.trailer.get('Info'))
  const drawing = createDrawing(file)
  const lines = file.isProtected
    ? []
    : pages.slice(0, PAGES_MAX).map((page) => linesOf(readPageText(drawing, page)))
  return {
    pages: lines,
    pageCount: pages.length,
    title: file.isProtected ? '' : documentText(file.resolve(information.get('Title'))),
    createdAt: file.isProtected
      ? null
      : createdAt(documentText(file.resolve(information.get('CreationDate'))), clock),
    isProtected: file.isProtected,
  }
}

/** By the tree of pages; where that is broken, all that call themselves pages. */
function pagesOf(file: PdfFile): readonly PdfDictionary[] {
  const root = file.dictionary(file.trailer.get('Root'))
  const catalogue =
    root.size > 0 ? root : file.dictionaries.find((one) => nameOf(one.get('Type')) === 'Catalog')
  const pages: PdfDictionary[] = []
  addPages(file, file.dictionary(catalogue?.get('Pages')), new Map(), pages, new Set())
  return pages.length > 0 ? pages : file.dictionaries.filter((one) => nameOf(one.get('Type')) === 'Page')
}

function addPages(
  file: PdfFile,
  node: PdfDictionary,
  inherited: PdfDictionary,
  pages: PdfDictionary[],
  seen: Set<PdfDictionary>,
): void {
  if (seen.has(node) || seen.size > PAGES_MAX * 10) return
  seen.add(node)
  const passed = new Map<string, PdfValue>(inherited)
  for (const key of INHERITED) {
    const own = node.get(key)
    if (own !== undefined) passed.set(key, own)
  }
  const kids = file.resolve(node.get('Kids'))
  if (isList(kids)) {
    if (seen.size < DEPTH_MAX * PAGES_MAX)
      for (const kid of kids.slice(0, PAGES_MAX * 10))
        addPages(file, file.dictionary(kid), passed, pages, seen)
  } else if (node.size > 0) pages.push(new Map([...passed, ...node]))
}

const BYTE_ORDER_MARK = '\u00fe\u00ff'
const western = new TextDecoder('windows-1252')

/** Text of the document's own description: two bytes a letter behind a mark, else one. */
function documentText(value: PdfValue): string {
  if (typeof value !== 'string') return ''
  const bytes = Uint8Array.from(value.slice(0, 2000), (letter) => letter.charCodeAt(0))
  const text = value.startsWith(BYTE_ORDER_MARK)
    ? new TextDecoder('utf-16be').decode(bytes.subarray(2))
    : western.decode(bytes)
  return text.replaceAll('\0', '').toWellFormed().trim().slice(0, 200)
}

/** `D:20240131101500+01'00'`. */
function createdAt(text: string, clock: LocalClock): number | null {
  return hl7Time(text.replace(/^D:/, '').replace(/'/g, '').replace(/Z.*$/, 'Z'), clock).start
}

/** Everything that is written, cells parted by tabs, a page by an empty line. */
export function plainText(pages: PdfText['pages'], lettersMax: number): string {
  const text = pages
    .map((lines) => lines.map(({ cells }) => cells.map((cell) => cell.text).join('\t')).join('\n'))
    .join('\n\n')
  return text.toWellFormed().slice(0, lettersMax).toWellFormed().trim()
}
