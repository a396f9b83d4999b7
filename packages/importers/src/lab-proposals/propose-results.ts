/**
 * Lines of a laboratory's page that look like a result: a name, a number, and a unit or a usual range. They are
 * proposals: what a page means is for the person to say.
 */
import { parseRange } from '../clinical/range-text.ts'
import type { TextCell, TextLine } from '../pdf/text-lines.ts'
import type { ProposedResult } from '../sink.ts'
import { numberFromText } from '../text/byte-numbers.ts'
import { metricOfTest } from './known-tests.ts'
import { isPrintedUnit } from './printed-unit.ts'

const PROPOSALS_MAX = 500

export function proposeResults(pages: readonly (readonly TextLine[])[]): readonly ProposedResult[] {
  const proposals: ProposedResult[] = []
  for (const [index, lines] of pages.entries()) {
    for (const line of lines) {
      const proposal = proposalOf(line, index + 1)
      if (proposal !== null && proposals.push(proposal) >= PROPOSALS_MAX) return proposals
    }
  }
  return proposals
}

interface Parts {
  name: string
  value: string
  unit: string
  range: string
  flag: string
}

const VALUE = /^([<>]=?|≤|≥)?\s*([+-]?\d{1,7}(?:[.,]\d{1,5})?)$/
const VALUE_MARKED =
  /^((?:[<>]=?|≤|≥)?\s*[+-]?\d{1,7}(?:[.,]\d{1,5})?)\s*(\*{1,3}|[HL]{1,2}|\+{1,3}|-{1,3}|[↑↓!]{1,2}|high|low|abnormal|hoch|niedrig)$/i
const FLAG =
  /^(?:\*{1,3}|[HLAN]{1,2}|\+{1,3}|-{1,3}|[↑↓!]{1,2}|high|low|normal|abnormal|critical|hoch|niedrig)$/i
/** What has a number behind it and is no test. */
const NO_TEST =
  /\b(?:tel|phone|fax|page|seite|date|datum|zip|plz|dob|born|geb|room|order|account|acct|patient|id|nr|no|street|str|age|alter|auftrag|sample|probe|time|uhr)\b\.?:?$/i

function proposalOf(line: TextLine, page: number): ProposedResult | null {
  const parts = partsOf(line.cells)
  if (parts === null || NO_TEST.test(parts.name)) return null
  const value = VALUE.exec(parts.value)
  const number = numberFromText(value?.[2] ?? '')
  const range = parseRange(parts.range)
  const unit = parts.unit || range?.unit || ''
  if (Number.isNaN(number) || (unit === '' && !isNear(number, range))) return null
  const { cells, bottom, size } = line
  return {
    metric: metricOfTest(parts.name, unit),
    name: parts.name,
    comparator: comparatorOf(value?.[1]),
    value: number,
    unit,
    low: range?.low ?? null,
    high: range?.high ?? null,
    range: parts.range,
    flag: parts.flag,
    page,
    box: {
      left: cells[0]?.left ?? 0,
      bottom,
      right: cells.at(-1)?.right ?? 0,
      top: bottom + size,
    },
  }
}

function comparatorOf(written = ''): ProposedResult['comparator'] {
  switch (written) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return written
    case '≤':
      return '<='
    case '≥':
      return '>='
    default:
      return null
  }
}

/** Without a unit only a range tells a result from a telephone number: one that is of its size. */
function isNear(value: number, range: ReturnType<typeof parseRange>): boolean {
  if (range === null) return false
  const { low, high } = range
  const size = Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0))
  return size > 0 && Math.abs(value) <= size * 20 && (low === null || high === null || low >= 0)
}

function partsOf(cells: readonly TextCell[]): Parts | null {
  const texts = cells.map(({ text }) => text)
  return partsOfCells(texts) ?? partsOfWords(texts.join(' '))
}

const CELLS_MAX = 12

/** A table with a column each. */
function partsOfCells(texts: readonly string[]): Parts | null {
  if (texts.length < 3 || texts.length > CELLS_MAX) return null
  const at = texts.findIndex(isName)
  if (at < 0 || at > 1) return null
  const parts: Parts = { name: cleanName(texts[at] ?? ''), value: '', unit: '', range: '', flag: '' }
  for (const text of texts.slice(at + 1)) place(parts, text)
  return parts.value !== '' && (parts.unit !== '' || parts.range !== '') ? parts : null
}

function isName(text: string): boolean {
  return (
    /\p{L}{2}/u.test(text) &&
    (text === 'INR' || !isPrintedUnit(text)) &&
    !FLAG.test(text) &&
    text.length <= 100
  )
}

/** Puts a cell where it belongs. Of two values the first counts: the second one is that of an earlier day. */
function place(parts: Parts, text: string): void {
  const marked = VALUE_MARKED.exec(text)
  if (parts.value === '' && VALUE.test(text)) parts.value = text
  else if (parts.value === '' && marked !== null) {
    parts.value = marked[1] ?? ''
    parts.flag = marked[2] ?? ''
  } else if (parts.unit === '' && isPrintedUnit(text)) parts.unit = text
  else if (parts.range === '' && parts.value !== '' && parseRange(text) !== null) parts.range = text
  else if (parts.flag === '' && FLAG.test(text)) parts.flag = text
  else if (parts.value === '') placeTogether(parts, text)
  else if (parts.range === '' && parts.unit === '') placeUnitAndRange(parts, text)
}

/** `13.2 g/dL` in one cell. */
function placeTogether(parts: Parts, text: string): void {
  const match = /^((?:[<>]=?|≤|≥)?\s*[+-]?\d{1,7}(?:[.,]\d{1,5})?)\s+(.+)$/.exec(text)
  if (match === null || !isPrintedUnit(match[2] ?? '')) return
  parts.value = match[1] ?? ''
  parts.unit = match[2] ?? ''
}

/** `g/dL 12.0 - 15.5` in one cell, or a range and a mark. */
function placeUnitAndRange(parts: Parts, text: string): void {
  const space = text.indexOf(' ')
  const [first, rest] = [text.slice(0, space), text.slice(space + 1)]
  if (space > 0 && isPrintedUnit(first) && parseRange(rest) !== null) {
    parts.unit = first
    parts.range = rest
  } else {
    const end = text.lastIndexOf(' ')
    if (end > 0 && FLAG.test(text.slice(end + 1)) && parseRange(text.slice(0, end)) !== null) {
      parts.range = text.slice(0, end)
      parts.flag = text.slice(end + 1)
    }
  }
}

const WORDS_MAX = 240
/** `Hemoglobin 13.2 H g/dL 12.0 - 15.5`, and the unit at the end, where the columns stand close. */
const LINE =
  /^(?<name>\p{L}[^\t]{1,80}?)[ :.]{1,40}(?<value>(?:[<>]=?|≤|≥)? ?\d{1,7}(?:[.,]\d{1,5})?) (?:(?<flag>\*{1,3}|[HL]{1,2}|[↑↓!]) )?(?<rest>\S.{0,60})$/u

function partsOfWords(line: string): Parts | null {
  if (line.length > WORDS_MAX) return null
  const groups = LINE.exec(line)?.groups
  if (groups === undefined) return null
  const { name = '', value = '', flag = '', rest = '' } = groups
  const parts: Parts = { name: cleanName(name), value, unit: '', range: '', flag }
  if (!isName(name) || name.split(' ').length > 7) return null
  return fillRest(parts, rest) ? parts : null
}

/** The whole rest of the line must be understood: else it is a sentence. */
function fillRest(parts: Parts, rest: string): boolean {
  const words = rest.split(' ')
  for (let from = 0; from < words.length; ) {
    let to = words.length
    while (to > from && !fill(parts, words.slice(from, to).join(' '))) to--
    if (to === from) return false
    from = to
  }
  return parts.unit !== '' || parts.range !== ''
}

function fill(parts: Parts, text: string): boolean {
  if (parts.unit === '' && isPrintedUnit(text)) parts.unit = text
  else if (parts.range === '' && parseRange(text.replace(/^[[(](.*)[\])]$/, '$1')) !== null)
    parts.range = text.replace(/^[[(](.*)[\])]$/, '$1')
  else if (parts.flag === '' && FLAG.test(text)) parts.flag = text
  else return false
  return true
}

function cleanName(text: string): string {
  return text
    .replace(/[\s:.*]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 100)
}
