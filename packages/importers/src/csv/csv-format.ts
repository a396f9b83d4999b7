/** A vendor's tables: recognised by their headers, read row by row by column name. */
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { CUT, createCsvReader } from './csv-reader.ts'

export interface Row {
  /** The cell under the first header that matches, or empty. */
  cell(column: RegExp): string
  number(column: RegExp): number | null
  /** All of it, by its headers. */
  cells(): Readonly<Record<string, string>>
}

export interface CsvTable {
  /** On the header line itself. */
  readonly header: RegExp
  /** On the beginning of the file, for a header that others write as well. */
  readonly beginning?: RegExp
  /** Reads one row below the header. */
  row(row: Row, emit: Emitter, context: ImportContext): void
}

interface CsvSource {
  readonly id: string
  readonly source: string
  readonly separator?: string
}

const decoder = new TextDecoder('utf-8')
const HEADER_LINES_MAX = 12

/** A source with one table. */
export function csvFormat(source: CsvSource & CsvTable): Format {
  return csvTables({ ...source, tables: [source] })
}

/** A source with several tables; the first whose header matches is the one. */
export function csvTables(source: CsvSource & { readonly tables: readonly CsvTable[] }): Format {
  const { separator = ',', tables } = source
  return {
    id: source.id,
    matches(first) {
      const text = decoder.decode(first).replace(/^\uFEFF/, '')
      const lines = text.replaceAll('"', '').split(/\r?\n/, HEADER_LINES_MAX)
      return tables.some(
        ({ header, beginning }) => (beginning?.test(text) ?? true) && lines.some((line) => header.test(line)),
      )
    },
    async read(reader, context) {
      const emit = createEmitter(context, { name: source.source })
      let found: {
        readonly table: CsvTable
        readonly header: readonly string[]
        readonly columns: Columns
      } | null = null
      const csv = createCsvReader((cells, line) => {
        emit.place = line
        if (found !== null) {
          found.table.row(rowOf(found, cells), emit, context)
          return
        }
        const table = tables.find(({ header }) => header.test(cells.join(separator)))
        if (table !== undefined) found = { table, header: cells, columns: columnsOf(cells) }
      }, separator)
      await readPieces(reader, context, csv.push)
      const cutAt = csv.finish()
      if (cutAt !== null) context.report.partial(cutAt, CUT)
    },
  }
}

/** Where the first column lies that a pattern matches, or -1. A pattern is looked for once, not once for each row. */
type Columns = (column: RegExp) => number

function columnsOf(header: readonly string[]): Columns {
  const known = new Map<string, number>()
  return (column) => {
    const index = known.get(column.source) ?? header.findIndex((name) => column.test(name))
    known.set(column.source, index)
    return index
  }
}

function rowOf(
  { columns, header }: { readonly header: readonly string[]; readonly columns: Columns },
  cells: readonly string[],
): Row {
  const cell = (column: RegExp): string => cells[columns(column)] ?? ''
  return {
    cell,
    number(column) {
      const text = cell(column).replace(',', '.')
      const value = text === '' ? Number.NaN : Number(text)
      return Number.isFinite(value) ? value : null
    },
    cells: () => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])),
  }
}
