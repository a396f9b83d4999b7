/**
 * Reads tables out of an SQLite database, and nothing else: no queries, no indices, no writing. The file is hostile until
 * read: pages are visited once, a row has a largest size, and what points outside ends that branch and is told.
 * Layout after sqlite.org/fileformat2.html, sections 1.3, 1.5, 1.6 and 2.
 *
 * Read next: page-cache.ts, sqlite-record.ts, sqlite-columns.ts.
 */
import type { RandomAccess } from '../input.ts'
import { createPageCache, type Page, type PageCache } from './page-cache.ts'
import { columnsOfTable } from './sqlite-columns.ts'
import { decodeRecord, type SqliteValue, textDecoderOf, varint } from './sqlite-record.ts'

export type SqliteRow = ReadonlyMap<string, SqliteValue>

export interface SqliteFile {
  readonly tables: ReadonlySet<string>
  /** In the order of the row numbers, as many at a time as a page holds. */
  rows(table: string): AsyncGenerator<readonly SqliteRow[]>
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
  readonly cache: PageCache
  readonly pageBytes: number
  /** Bytes of a page that hold content. */
  readonly usable: number
  readonly decoder: TextDecoder
  readonly faults: SqliteFault[]
}

interface Table {
  readonly root: number
  readonly columns: readonly string[]
  /** The column that is the row number itself and is not stored; -1 when there is none. */
  readonly rowIdColumn: number
}

/** Null when it is no database or its header is none of a readable one. */
export async function openSqlite(source: RandomAccess): Promise<SqliteFile | null> {
  const head = await source.read(0, HEADER_BYTES)
  if (head.length < HEADER_BYTES || !isSqlite(head)) return null
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const stated = view.getUint16(16)
  const pageBytes = stated === 1 ? 65_536 : stated
  const usable = pageBytes - (head[20] ?? 0)
  const isPower = pageBytes >= 512 && (pageBytes & (pageBytes - 1)) === 0
  if (!isPower || usable < 480) return null
  const decoder = textDecoderOf(view.getUint32(56))
  const state: State = { cache: createPageCache(source, pageBytes), pageBytes, usable, decoder, faults: [] }
  const tables = await readSchema(state)
  return {
    tables: new Set(tables.keys()),
    faults: state.faults,
    async *rows(name) {
      const table = tables.get(name)
      if (table !== undefined) yield* rowsOf(state, table)
    },
  }
}

const SCHEMA: Table = { root: 1, columns: ['type', 'name', 'tbl_name', 'rootpage', 'sql'], rowIdColumn: -1 }

async function readSchema(state: State): Promise<ReadonlyMap<string, Table>> {
  const tables = new Map<string, Table>()
  for await (const rows of rowsOf(state, SCHEMA)) {
    for (const row of rows) {
      const [name, root, sql] = [row.get('name'), row.get('rootpage'), row.get('sql')]
      if (row.get('type') !== 'table' || tables.size >= TABLES_MAX) continue
      if (typeof name !== 'string' || typeof root !== 'number' || typeof sql !== 'string') continue
      const columns = columnsOfTable(sql)
      if (columns !== null) tables.set(name, { root, ...columns })
    }
  }
  return tables
}

async function* rowsOf(state: State, table: Table): AsyncGenerator<readonly SqliteRow[]> {
  for await (const leaf of leavesOf(state, table.root, new Set(), 0)) {
    const rows: SqliteRow[] = []
    for (const cell of cellsOf(state, leaf)) {
      const found = cellAt(state, leaf, cell)
      // Waiting for every row would cost more than the row.
      const payload = found?.isCut === true ? await withOverflow(state, leaf, found) : found?.local
      if (found !== null && payload) rows.push(rowOf(table, found.rowId, payload, state.decoder))
    }
    yield rows
  }
}

interface TreePage extends Page {
  readonly number: number
  /** Where its header begins: the first page holds that of the file too. */
  readonly header: number
  readonly type: number
}

function fault(state: State, page: number, detail: string): void {
  if (state.faults.length >= FAULTS_MAX) return
  state.faults.push({ offset: (page - 1) * state.pageBytes, detail })
}

/** The pages that hold the rows of one table, left to right. */
async function* leavesOf(
  state: State,
  number: number,
  seen: Set<number>,
  depth: number,
): AsyncGenerator<TreePage> {
  const page = await treePage(state, number, seen, depth)
  if (page === null) return
  if (page.type === LEAF) {
    yield page
    return
  }
  // The page may be out of the cache when its first branch has been walked.
  const branches = cellsOf(state, page).map((cell) => page.view.getUint32(cell))
  branches.push(page.view.getUint32(page.header + 8))
  for (const branch of branches) yield* leavesOf(state, branch, seen, depth + 1)
}

/** Null for what is no page of a table, or was read before. */
async function treePage(
  state: State,
  number: number,
  seen: Set<number>,
  depth: number,
): Promise<TreePage | null> {
  const isRepeated = seen.has(number) || depth > DEPTH_MAX
  seen.add(number)
  const page = isRepeated ? null : await state.cache.page(number)
  const header = number === 1 ? HEADER_BYTES : 0
  const type = page?.bytes[header] ?? 0
  if (page !== null && (type === INTERIOR || type === LEAF)) return { ...page, number, header, type }
  const wrong = page === null ? 'A page is missing.' : 'A page is none of a table.'
  fault(state, Math.max(1, number), isRepeated ? 'A page is used twice.' : wrong)
  return null
}

/** Where the cells of a page begin. */
function cellsOf(state: State, { view, header, type }: TreePage): number[] {
  const count = view.getUint16(header + 3)
  const from = header + (type === INTERIOR ? 12 : 8)
  const cells: number[] = []
  for (let index = 0; index < count && from + index * 2 + 2 <= state.usable; index++) {
    const cell = view.getUint16(from + index * 2)
    if (cell >= from && cell + 4 <= state.usable) cells.push(cell)
  }
  return cells
}

interface Cell {
  readonly rowId: number
  /** What of the row stands in its page. */
  readonly local: Uint8Array
  readonly length: number
  readonly isCut: boolean
  /** Where the page says where the rest is. */
  readonly pointer: number
}

function cellAt(state: State, { bytes, number }: TreePage, cell: number): Cell | null {
  const length = varint(bytes, cell)
  const rowId = varint(bytes, length.end)
  const here = localBytes(length.value, state.usable)
  const end = rowId.end + here
  const isTooLarge = length.value > ROW_BYTES_MAX
  if (isTooLarge || end > state.pageBytes) {
    fault(state, number, isTooLarge ? 'A row is too large.' : 'A row is larger than its page.')
    return null
  }
  const local = bytes.subarray(rowId.end, end)
  return { rowId: rowId.value, local, length: length.value, isCut: here < length.value, pointer: end }
}

function rowOf(table: Table, rowId: number, payload: Uint8Array, decoder: TextDecoder): SqliteRow {
  const values = decodeRecord(payload, decoder)
  const row = new Map<string, SqliteValue>()
  for (const [index, column] of table.columns.entries())
    row.set(column, index === table.rowIdColumn ? rowId : (values[index] ?? null))
  return row
}

/** How much of a row stands in its page; the rest is in pages of overflow (1.5). */
function localBytes(length: number, usable: number): number {
  const most = usable - 35
  if (length <= most) return length
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const kept = least + ((length - least) % (usable - 4))
  return kept <= most ? kept : least
}

async function withOverflow(state: State, page: TreePage, cell: Cell): Promise<Uint8Array | null> {
  const whole = new Uint8Array(cell.length)
  whole.set(cell.local)
  let filled = cell.local.length
  let next = cell.pointer + 4 <= page.bytes.length ? page.view.getUint32(cell.pointer) : 0
  while (filled < cell.length) {
    const overflow = await state.cache.page(next)
    if (overflow === null) {
      fault(state, page.number, 'A part of a row is missing.')
      return null
    }
    const part = overflow.bytes.subarray(4, Math.min(state.usable, 4 + cell.length - filled))
    whole.set(part, filled)
    filled += part.length
    next = overflow.view.getUint32(0)
  }
  return whole
}
