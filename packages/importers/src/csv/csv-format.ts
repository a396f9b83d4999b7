/** A vendor's table: recognised by its header, read row by row by column name. */
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { CUT, createCsvReader } from './csv-reader.ts'

export interface Row {
  /** The cell under the first header that matches, or empty. */
  cell(column: RegExp): string
  number(column: RegExp): number | null
}

export interface CsvSource {
  readonly id: string
  readonly source: string
  readonly separator?: string
  /** On the header line itself. */
  readonly header: RegExp
  /** Reads one row below the header. */
  row(row: Row, emit: Emitter, context: ImportContext): void
}

const decoder = new TextDecoder('utf-8')
const HEADER_LINES_MAX = 12

export function csvFormat(source: CsvSource): Format {
  return {
    id: source.id,
    matches(first) {
      const lines = decoder
        .decode(first)
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/, HEADER_LINES_MAX)
      return lines.some((line) => source.header.test(line))
    },
    async read(reader, context) {
      const emit = createEmitter(context, { name: source.source })
      let header: string[] | null = null
      const table = createCsvReader((cells, line) => {
        emit.place = line
        if (header === null) {
          if (source.header.test(cells.join(source.separator ?? ','))) header = cells
        } else source.row(rowOf(header, cells), emit, context)
      }, source.separator)
      await readPieces(reader, context, table.push)
      const cutAt = table.finish()
      if (cutAt !== null) context.report.partial(cutAt, CUT)
    },
  }
}

function rowOf(header: readonly string[], cells: readonly string[]): Row {
  const cell = (column: RegExp): string => cells[header.findIndex((name) => column.test(name))] ?? ''
  return {
    cell,
    number(column) {
      const text = cell(column).replace(',', '.')
      const value = text === '' ? Number.NaN : Number(text)
      return Number.isFinite(value) ? value : null
    },
  }
}
