/**
 * Comma, semicolon or tab separated values as a stream of rows (RFC 4180): quotes, doubled quotes, line breaks inside
 * quotes, a byte order mark, any line ending. Rows come as lists of texts.
 */

export interface CsvReader {
  push(chunk: Uint8Array): void
  /**
   * The line at which the table breaks off, or null. A last line without an end is left out: it may be cut in the
   * middle of a number, and 103 that has become 10 is worse than a value that is missing and said to be.
   */
  finish(): number | null
}

/** For the report. */
export const CUT = 'The last line has no end and is left out: it may be cut.'
const ROW_MAX = 1024 * 1024
const QUOTE = '"'

/** Calls `row` for every row that is not empty, with the number of its first line, counted from 1. */
export function createCsvReader(row: (cells: string[], line: number) => void, separator = ','): CsvReader {
  const decoder = new TextDecoder('utf-8')
  let pending = ''
  let line = 1

  function readRow(text: string): void {
    const cells = splitRow(text.replace(/\r$/, ''), separator)
    if (cells.some((cell) => cell !== '')) row(cells, line)
    line += text.split('\n').length
  }

  function readRows(): void {
    let from = 0
    for (let end = endOfRow(pending, from); end >= 0; end = endOfRow(pending, from)) {
      readRow(pending.slice(from, end))
      from = end + 1
    }
    pending = pending.slice(from)
    // An unclosed quote would swallow the rest of the file.
    if (pending.length > ROW_MAX) pending = pending.slice(pending.indexOf('\n', 1) + 1 || pending.length)
  }

  return {
    push(chunk) {
      pending += decoder.decode(chunk, { stream: true })
      readRows()
    },
    finish() {
      pending += decoder.decode()
      readRows()
      return pending.trim() === '' ? null : line
    },
  }
}

/** The line break that ends the row, or -1: one inside quotes does not. */
function endOfRow(text: string, from: number): number {
  let end = text.indexOf('\n', from)
  let quote = text.indexOf(QUOTE, from)
  while (end >= 0 && quote >= 0 && quote < end) {
    const closing = text.indexOf(QUOTE, quote + 1)
    if (closing < 0) return -1
    if (closing > end) end = text.indexOf('\n', closing)
    quote = text.indexOf(QUOTE, closing + 1)
  }
  return end
}

function splitRow(text: string, separator: string): string[] {
  if (!text.includes(QUOTE)) return text.split(separator).map((cell) => cell.trim())
  const cells: string[] = []
  let at = 0
  while (at <= text.length) {
    const isQuoted = text[at] === QUOTE
    const end = isQuoted ? endOfQuoted(text, at + 1) : at
    const next = text.indexOf(separator, end)
    const stop = next < 0 ? text.length : next
    const cell = isQuoted ? text.slice(at + 1, end).replaceAll('""', QUOTE) : text.slice(at, stop)
    cells.push(cell.trim())
    at = stop + 1
  }
  return cells
}

function endOfQuoted(text: string, from: number): number {
  let at = text.indexOf(QUOTE, from)
  while (at >= 0 && text[at + 1] === QUOTE) at = text.indexOf(QUOTE, at + 2)
  return at < 0 ? text.length : at
}
