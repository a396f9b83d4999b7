/** The vault service's database alone, with a connection for its role and one for the superuser. */
import { urlFor } from '@nornos/platform/postgres'
import {
  makeTestDatabase,
  makeTestDatabaseBefore,
  type TestDatabase,
} from '@nornos/platform/testing/test-databases'
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
  return openRoles(await makeTestDatabase('vault'))
}

/** As it was before a migration, named by its number such as `0007`. */
export async function openVaultDatabaseBefore(number: string): Promise<VaultDatabase> {
  return openRoles(await makeTestDatabaseBefore('vault', number))
}

async function openRoles(of: TestDatabase): Promise<VaultDatabase> {
  await using made = new AsyncDisposableStack()
  const { adminUrl, appUrls, database, ownerUrl } = made.use(of)
  const open = (url: string, connectionsMax: number) => {
    const opened = openDatabase({ url, connectionsMax })
    made.defer(() => opened.close())
    return opened
  }
  const url = present(appUrls['vault_app'], 'the plan names the role')
  const app = open(url, 2)
  const superuser = open(urlFor(adminUrl, { database }), 1)
  const all = made.move()
  return { url, ownerUrl, app, superuser, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
