/**
 * Reads tables out of an SQLite database, and nothing else: no queries, no indices, no writing. The file is hostile until
 * read: pages are visited once, a row has a largest size, and what points outside ends that branch and is told.
 * Layout after sqlite.org/fileformat2.html, sections 1.3, 1.5, 1.6 and 2.
 *
 * Read next: sqlite-record.ts, sqlite-columns.ts.
 */
import { columnsOfTable } from './sqlite-columns.ts'
import { decodeRecord, type SqliteValue, textDecoderOf, varint } from './sqlite-record.ts'

export type SqliteRow = ReadonlyMap<string, SqliteValue>

export interface SqliteFile {
  readonly tables: ReadonlySet<string>
  /** In the order of the row numbers. */
  rows(table: string): Generator<SqliteRow>
  /** Whether something could not be read so far, and where. */
  readonly faults: readonly SqliteFault[]
}

export interface SqliteFault {
  readonly offset: number
  readonly detail: string
}

const SIGNATURE = 'SQLite format 3\0'
const HEADER_BYTES = 100
const DEPTH_MAX = 24
const ROW_BYTES_MAX = 1024 * 1024
const FAULTS_MAX = 20
const TABLES_MAX = 2000
const [INTERIOR, LEAF] = [5, 13]

export function isSqlite(first: Uint8Array): boolean {
  return [...SIGNATURE].every((letter, index) => first[index] === letter.charCodeAt(0))
}

interface State {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly pageBytes: number
  /** Bytes of a page that hold content. */
  readonly usable: number
  readonly decoder: TextDecoder
  readonly faults: SqliteFault[]
}

interface Payload {
  readonly rowId: number
  readonly bytes: Uint8Array
}

interface Table {
  readonly root: number
  readonly columns: readonly string[]
  /** The column that is the row number itself and is not stored; -1 when there is none. */
  readonly rowIdColumn: number
}

/** Null when it is no database or its header is none of a readable one. */
export function openSqlite(bytes: Uint8Array): SqliteFile | null {
  if (bytes.length < HEADER_BYTES || !isSqlite(bytes)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stated = view.getUint16(16)
  const pageBytes = stated === 1 ? 65_536 : stated
  const usable = pageBytes - (bytes[20] ?? 0)
  const isPower = pageBytes >= 512 && (pageBytes & (pageBytes - 1)) === 0
  if (!isPower || usable < 480) return null
  const decoder = textDecoderOf(view.getUint32(56))
  const state: State = { bytes, view, pageBytes, usable, decoder, faults: [] }
  const tables = readSchema(state)
  return {
    tables: new Set(tables.keys()),
    faults: state.faults,
    *rows(name) {
      const table = tables.get(name)
      if (table !== undefined) yield* rowsOf(state, table)
    },
  }
}

const SCHEMA: Table = { root: 1, columns: ['type', 'name', 'tbl_name', 'rootpage', 'sql'], rowIdColumn: -1 }

function readSchema(state: State): ReadonlyMap<string, Table> {
  const tables = new Map<string, Table>()
  for (const row of rowsOf(state, SCHEMA)) {
    const [name, root, sql] = [row.get('name'), row.get('rootpage'), row.get('sql')]
    if (row.get('type') !== 'table' || tables.size >= TABLES_MAX) continue
    if (typeof name !== 'string' || typeof root !== 'number' || typeof sql !== 'string') continue
    const columns = columnsOfTable(sql)
    if (columns !== null) tables.set(name, { root, ...columns })
  }
  return tables
}

function* rowsOf(state: State, table: Table): Generator<SqliteRow> {
  for (const { rowId, bytes } of payloadsOf(state, table.root, new Set(), 0)) {
    const values = decodeRecord(bytes, state.decoder)
    const row = new Map<string, SqliteValue>()
    for (const [index, column] of table.columns.entries()) {
      row.set(column, index === table.rowIdColumn ? rowId : (values[index] ?? null))
    }
    yield row
  }
}

function fault(state: State, page: number, detail: string): void {
  if (state.faults.length >= FAULTS_MAX) return
  state.faults.push({ offset: (page - 1) * state.pageBytes, detail })
}

/** Left to right through the pages of one table. */
function* payloadsOf(state: State, page: number, seen: Set<number>, depth: number): Generator<Payload> {
  const header = headerOf(state, page, seen, depth)
  if (header < 0) return
  const type = state.bytes[header] === LEAF ? LEAF : INTERIOR
  for (const cell of cellsOf(state, (page - 1) * state.pageBytes, header, type)) {
    if (type === INTERIOR) yield* payloadsOf(state, state.view.getUint32(cell), seen, depth + 1)
    else {
      const payload = payloadAt(state, cell, page)
      if (payload !== null) yield payload
    }
  }
  if (type === INTERIOR) yield* payloadsOf(state, state.view.getUint32(header + 8), seen, depth + 1)
}

/** Where the header of a page of a table begins; -1 for what is none, or was read before. */
function headerOf(state: State, page: number, seen: Set<number>, depth: number): number {
  const start = (page - 1) * state.pageBytes
  const header = page === 1 ? start + HEADER_BYTES : start
  const type = state.bytes[header]
  let wrong = ''
  if (page < 1 || start + state.pageBytes > state.bytes.length) wrong = 'A page is missing.'
  else if (seen.has(page) || depth > DEPTH_MAX) wrong = 'A page is used twice.'
  else if (type !== INTERIOR && type !== LEAF) wrong = 'A page is none of a table.'
  seen.add(page)
  if (wrong === '') return header
  fault(state, Math.max(1, page), wrong)
  return -1
}

/** Where the cells of a page begin. */
function cellsOf(state: State, start: number, header: number, type: number): number[] {
  const count = state.view.getUint16(header + 3)
  const from = header + (type === INTERIOR ? 12 : 8)
  const end = start + state.usable
  const cells: number[] = []
  for (let index = 0; index < count && from + index * 2 + 2 <= end; index++) {
    const cell = start + state.view.getUint16(from + index * 2)
    if (cell >= from && cell + 4 <= end) cells.push(cell)
  }
  return cells
}

function payloadAt(state: State, cell: number, page: number): Payload | null {
  const length = varint(state.bytes, cell)
  const rowId = varint(state.bytes, length.end)
  if (length.value > ROW_BYTES_MAX) {
    fault(state, page, 'A row is too large.')
    return null
  }
  const here = localBytes(length.value, state.usable)
  const end = rowId.end + here
  if (end > page * state.pageBytes) {
    fault(state, page, 'A row is larger than its page.')
    return null
  }
  const local = state.bytes.subarray(rowId.end, end)
  const bytes = here === length.value ? local : withOverflow(state, local, length.value, end, page)
  return bytes === null ? null : { rowId: rowId.value, bytes }
}

/** How much of a row stands in its page; the rest is in pages of overflow (1.5). */
function localBytes(length: number, usable: number): number {
  const most = usable - 35
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const kept = least + ((length - least) % (usable - 4))
  return kept <= most ? kept : least
}

function withOverflow(
  state: State,
  local: Uint8Array,
  length: number,
  pointer: number,
  page: number,
): Uint8Array | null {
  const whole = new Uint8Array(length)
  whole.set(local)
  let filled = local.length
  let next = pointer + 4 <= state.bytes.length ? state.view.getUint32(pointer) : 0
  while (filled < length) {
    const start = (next - 1) * state.pageBytes
    if (next < 1 || start + state.pageBytes > state.bytes.length) {
      fault(state, page, 'A part of a row is missing.')
      return null
    }
    const part = state.bytes.subarray(start + 4, start + Math.min(state.usable, 4 + length - filled))
    whole.set(part, filled)
    filled += part.length
    next = state.view.getUint32(start)
  }
  return whole
}
