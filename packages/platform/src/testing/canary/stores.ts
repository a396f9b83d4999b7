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

/** Every file below a folder, with its name. */
export async function* keptInFolder(folder: string): AsyncGenerator<Kept> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    yield { place: file, bytes: Buffer.concat([Buffer.from(`${entry.name}\n`), await readFile(file)]) }
  }
}
