/** A copy of a whole database in some tens of milliseconds: each test file gets its own from one migrated template. */
import { type Client, escapeIdentifier } from 'pg'
import { withClient } from './create-databases.ts'

/**
 * Copies `template`, with its owner and who may connect, to `name`. Nobody may be connected to the template:
 * PostgreSQL refuses otherwise. Copies of one template may be made at the same time.
 */
export async function cloneDatabase(admin: Client, template: string, name: string): Promise<void> {
  const { owner, guests } = await rightsOf(admin, template)
  // Copying files costs a checkpoint, which is nothing where nothing is flushed; the other way writes every page twice.
  await admin.query(
    `create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)}
     owner ${escapeIdentifier(owner)} strategy file_copy`,
  )
  // A copy takes everything inside along, but not the rights on the database itself.
  await admin.query(`revoke all on database ${escapeIdentifier(name)} from public`)
  for (const role of guests) {
    await admin.query(`grant connect on database ${escapeIdentifier(name)} to ${escapeIdentifier(role)}`)
  }
}

/** Removes databases and ends the sessions in them. */
export async function dropDatabases(adminUrl: string, names: readonly string[]): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    for (const name of names) {
      await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`)
    }
  })
}

async function rightsOf(
  admin: Client,
  database: string,
): Promise<{ owner: string; guests: readonly string[] }> {
  const { rows } = await admin.query<{ owner: string; guests: readonly string[] }>(
    `select pg_get_userbyid(datdba) as owner,
            array(select distinct pg_get_userbyid(grantee)::text from aclexplode(datacl)
                  where privilege_type = 'CONNECT' and grantee not in (0, datdba)) as guests
     from pg_database where datname = $1`,
    [database],
  )
  const [rights] = rows
  if (rights === undefined) throw new Error(`there is no database ${database} to copy`)
  return rights
}
