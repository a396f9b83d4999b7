/** Everything that an installation keeps, as raw bytes: each row of each database, each file, each log line. */
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { urlFor } from '../../postgres/index.ts'

export interface Kept {
  /** Where it was found. */
  readonly place: string
  readonly bytes: Buffer
}

/** Every value of every row of every table, sealed columns as their bytes. Asked as the superuser: nothing is hidden. */
export async function* keptInDatabase(adminUrl: string, database: string): AsyncGenerator<Kept> {
  const client = new pg.Client({ connectionString: urlFor(adminUrl, { database }) })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    for (const { name } of tables) {
      const { rows, fields } = await client.query({
        text: `select * from ${name}`,
        rowMode: 'array',
        types: asText,
      })
      for (const row of rows) {
        for (const [index, value] of row.entries()) {
          const column = fields[index]?.name ?? ''
          if (value !== null) yield { place: `${database} ${name}.${column}`, bytes: bytesOf(value) }
        }
      }
    }
  } finally {
    await client.end()
  }
}

const asText = { getTypeParser: () => (text: string) => text }

function bytesOf(text: string): Buffer {
  return text.startsWith('\\x') ? Buffer.from(text.slice(2), 'hex') : Buffer.from(text)
}

/**
 * Every file below a folder, with its name, until a look finds no new one: a draft that got its final name meanwhile is
 * read under that.
 */
export async function* keptInFolder(folder: string): AsyncGenerator<Kept> {
  const seen = new Set<string>()
  for (let fresh = await filesBelow(folder, seen); fresh.length > 0; fresh = await filesBelow(folder, seen)) {
    for (const file of fresh) {
      seen.add(file)
      const bytes = await readFile(file).catch(nullWhenGone)
      if (bytes !== null) {
        yield { place: file, bytes: Buffer.concat([Buffer.from(`${path.basename(file)}\n`), bytes]) }
      }
    }
  }
}

async function filesBelow(folder: string, seen: ReadonlySet<string>): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !seen.has(file))
}

function nullWhenGone(cause: unknown): null {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
  throw cause
}
