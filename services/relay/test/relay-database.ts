/** Relay's database alone, migrated, with a connection for each role. */
import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createDatabases, dropDatabase, ownerOf, startTestCluster, urlFor } from '@nornos/platform/postgres'
import { type Database, migrate, openDatabase } from '@nornos/service-kit'

export type Role = 'relay_app' | 'audit_append' | 'audit_read' | 'connect_app'

export interface RelayDatabase extends AsyncDisposable {
  readonly as: Readonly<Record<Role | 'owner' | 'superuser', Database>>
  readonly urls: Readonly<Record<Role | 'owner', string>>
}

const roles = ['relay_app', 'audit_append', 'audit_read', 'connect_app'] as const

export const migrations = new URL('../migrations/', import.meta.url)

/** As it was before a migration, named by its number such as `0012`; `migrate` with all of them brings what follows. */
export async function openRelayDatabaseBefore(number: string): Promise<RelayDatabase> {
  const earlier = await mkdtemp(join(tmpdir(), 'nornos-migrations-'))
  try {
    for (const name of await readdir(migrations)) {
      if (name < number) await cp(new URL(name, migrations), join(earlier, name))
    }
    return await openRelayDatabase(pathToFileURL(`${earlier}/`))
  } finally {
    await rm(earlier, { recursive: true })
  }
}

/** `folder`: other migrations than all, for a database as it was. */
export async function openRelayDatabase(folder: URL = migrations): Promise<RelayDatabase> {
  await using made = new AsyncDisposableStack()
  const cluster = await openCluster(made)
  const database = `relay_${randomBytes(6).toString('hex')}`
  const admin = openDatabase({ url: cluster.adminUrl, connectionsMax: 1 })
  made.defer(() => admin.close())
  const created = await createDatabases({
    ...cluster,
    databases: [{ service: 'relay', database, appRoles: roles }],
  })
  made.defer(async () => {
    await dropDatabase(cluster.adminUrl, database)
    await admin.query(`drop role ${ownerOf(database)}`)
  })
  const urlOf = (role: Role) => created['relay']?.appUrls[role] ?? ''
  const urls = {
    relay_app: urlOf('relay_app'),
    audit_append: urlOf('audit_append'),
    audit_read: urlOf('audit_read'),
    connect_app: urlOf('connect_app'),
    owner: created['relay']?.ownerUrl ?? '',
  }
  await migrate(urls.owner, folder)
  const open = (url: string) => {
    const opened = openDatabase({ url, connectionsMax: 4 })
    made.defer(() => opened.close())
    return opened
  }
  const as = {
    relay_app: open(urls.relay_app),
    audit_append: open(urls.audit_append),
    audit_read: open(urls.audit_read),
    connect_app: open(urls.connect_app),
    owner: open(urls.owner),
    superuser: open(urlFor(cluster.adminUrl, { database })),
  }
  const all = made.move()
  return { as, urls, [Symbol.asyncDispose]: () => all.disposeAsync() }
}

async function openCluster(
  made: AsyncDisposableStack,
): Promise<{ readonly adminUrl: string; readonly keyFolder: string }> {
  const adminUrl = process.env['NORNOS_TEST_POSTGRES']
  const keyFolder = process.env['NORNOS_TEST_KEYS']
  return adminUrl && keyFolder ? { adminUrl, keyFolder } : made.use(await startTestCluster())
}
