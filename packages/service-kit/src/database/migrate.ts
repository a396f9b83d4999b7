/** Forward-only migrations, run by the owner of the tables; the service itself owns nothing. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

/** A migration that ran before is no longer what it was, or the files have a gap. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}

/** Applies every `NNNN-words.sql` of `folder` that has not run, in order, each in its own transaction. */
export async function migrate(ownerUrl: string, folder: URL): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'nornos-migrate' })
  await client.connect()
  try {
    // One migrator at a time, whatever starts at once.
    await client.query("select pg_advisory_lock(hashtext('nornos-migrate'))")
    await client.query(
      `create table if not exists migrations (
         name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
    )
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from migrations',
    )
    const done = new Map(rows.map((row) => [row.name, row.sha256]))
    const applied: string[] = []
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      if (done.get(name) === sha256) continue
      if (done.has(name)) throw new MigrationError(`${name} was changed after it ran`)
      await applyOne(client, name, text, sha256)
      applied.push(name)
    }
    return applied
  } finally {
    await client.end()
  }
}

async function applyOne(client: pg.Client, name: string, text: string, sha256: string): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new MigrationError(`${name} failed`, { cause })
  }
}
