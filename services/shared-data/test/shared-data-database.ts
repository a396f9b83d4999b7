/** The database of shared-data alone, migrated, with a connection for each role. */
import { randomBytes } from 'node:crypto'
import { createDatabases, dropDatabase, ownerOf, startTestCluster, urlFor } from '@nornos/platform/postgres'
import { type Database, migrate, openDatabase } from '@nornos/service-kit'

export type Role = 'shared_read' | 'shared_write'

export interface SharedDataDatabase extends AsyncDisposable {
  readonly as: Readonly<Record<Role | 'owner' | 'superuser', Database>>
  readonly urls: Readonly<Record<Role | 'owner', string>>
}

const plan = {
  service: 'shared-data',
  appRoles: ['shared_read', 'shared_write'],
  definerRoles: ['shared_reader'],
} as const

export async function openSharedDataDatabase(): Promise<SharedDataDatabase> {
  await using made = new AsyncDisposableStack()
  const cluster = await openCluster(made)
  const database = `shared_data_${randomBytes(6).toString('hex')}`
  const admin = openDatabase({ url: cluster.adminUrl, connectionsMax: 1 })
  made.defer(() => admin.close())
  const created = await createDatabases({ ...cluster, databases: [{ ...plan, database }] })
  made.defer(async () => {
    await dropDatabase(cluster.adminUrl, database)
    await admin.query(`drop role ${ownerOf(database)}`)
  })
  const urlOf = (role: Role) => created['shared-data']?.appUrls[role] ?? ''
  const urls = {
    shared_read: urlOf('shared_read'),
    shared_write: urlOf('shared_write'),
    owner: created['shared-data']?.ownerUrl ?? '',
  }
  await migrate(urls.owner, new URL('../migrations/', import.meta.url))
  const open = (url: string) => {
    const opened = openDatabase({ url, connectionsMax: 4 })
    made.defer(() => opened.close())
    return opened
  }
  const as = {
    shared_read: open(urls.shared_read),
    shared_write: open(urls.shared_write),
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
