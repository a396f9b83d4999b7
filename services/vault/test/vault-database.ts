/** The vault service's database alone, with a connection for its role and one for the superuser. */
import { randomBytes } from 'node:crypto'
import { createDatabases, dropDatabase, ownerOf, startTestCluster, urlFor } from '@nornos/platform/postgres'
import { type Database, openDatabase } from '@nornos/service-kit'
import { present } from '@nornos/std'

export interface VaultDatabase extends AsyncDisposable {
  readonly url: string
  readonly ownerUrl: string
  /** What the service itself is connected as. */
  readonly app: Database
  /** Sees through row-level security; for looking, and for making things older than they are. */
  readonly superuser: Database
}

export async function openVaultDatabase(): Promise<VaultDatabase> {
  await using made = new AsyncDisposableStack()
  const cluster = await openCluster(made)
  const database = `vault_${randomBytes(6).toString('hex')}`
  const open = (url: string, connectionsMax: number) => {
    const opened = openDatabase({ url, connectionsMax })
    made.defer(() => opened.close())
    return opened
  }
  const admin = open(cluster.adminUrl, 1)
  const plan = { service: 'vault', database, appRoles: ['vault_app'] }
  const { vault } = await createDatabases({ ...cluster, databases: [plan] })
  made.defer(async () => {
    await dropDatabase(cluster.adminUrl, database)
    await admin.query(`drop role ${ownerOf(database)}`)
  })
  const url = present(vault?.appUrls['vault_app'], 'its role was created')
  const app = open(url, 2)
  const superuser = open(urlFor(cluster.adminUrl, { database }), 1)
  const all = made.move()
  return {
    url,
    ownerUrl: present(vault?.ownerUrl, 'the database was created'),
    app,
    superuser,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

async function openCluster(
  made: AsyncDisposableStack,
): Promise<{ readonly adminUrl: string; readonly keyFolder: string }> {
  const adminUrl = process.env['NORNOS_TEST_POSTGRES']
  const keyFolder = process.env['NORNOS_TEST_KEYS']
  return adminUrl && keyFolder ? { adminUrl, keyFolder } : made.use(await startTestCluster())
}
