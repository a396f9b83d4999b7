/** Relay's database alone, migrated, with a connection for each role. */
import { urlFor } from '@nornos/platform/postgres'
import {
  makeTestDatabase,
  makeTestDatabaseBefore,
  migrationsOf,
  type TestDatabase,
} from '@nornos/platform/testing/test-databases'
import { type Database, openDatabase } from '@nornos/service-kit'
import { present } from '@nornos/std'

export type Role = 'relay_app' | 'audit_append' | 'audit_read' | 'connect_app'

export interface RelayDatabase extends AsyncDisposable {
  readonly as: Readonly<Record<Role | 'owner' | 'superuser', Database>>
  readonly urls: Readonly<Record<Role | 'owner', string>>
}

export const migrations = migrationsOf('relay')

export async function openRelayDatabase(): Promise<RelayDatabase> {
  return openRoles(await makeTestDatabase('relay'))
}

/** As it was before a migration, named by its number such as `0012`; `migrate` with all of them brings what follows. */
export async function openRelayDatabaseBefore(number: string): Promise<RelayDatabase> {
  return openRoles(await makeTestDatabaseBefore('relay', number))
}

async function openRoles(database: TestDatabase): Promise<RelayDatabase> {
  await using made = new AsyncDisposableStack()
  const { adminUrl, appUrls, ownerUrl } = made.use(database)
  const urlOf = (role: Role) => present(appUrls[role], 'the plan names the role')
  const urls = {
    relay_app: urlOf('relay_app'),
    audit_append: urlOf('audit_append'),
    audit_read: urlOf('audit_read'),
    connect_app: urlOf('connect_app'),
    owner: ownerUrl,
  }
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
    superuser: open(urlFor(adminUrl, database)),
  }
  const all = made.move()
  return { as, urls, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
