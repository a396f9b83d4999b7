/** A database made by SQLite itself, with pages so small that few rows take several. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export function sqliteDatabase(fill: (database: DatabaseSync) => void, pageBytes = 512): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'nornos-database-'))
  const path = join(folder, 'made.db')
  const database = new DatabaseSync(path)
  database.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY`)
  fill(database)
  database.close()
  const bytes = new Uint8Array(readFileSync(path))
  rmSync(folder, { recursive: true })
  return bytes
}
