/** The database of shared-data alone, migrated, with a connection for each role. */
import { urlFor } from '@nornos/platform/postgres'
import { makeTestDatabase } from '@nornos/platform/testing/test-databases'
import { type Database, openDatabase } from '@nornos/service-kit'

export type Role = 'shared_read' | 'shared_write'

export interface SharedDataDatabase extends AsyncDisposable {
  readonly as: Readonly<Record<Role | 'owner' | 'superuser', Database>>
  readonly urls: Readonly<Record<Role | 'owner', string>>
}

export async function openSharedDataDatabase(): Promise<SharedDataDatabase> {
  await using made = new AsyncDisposableStack()
  const { adminUrl, appUrls, database, ownerUrl } = made.use(await makeTestDatabase('shared-data'))
  const urls = {
    shared_read: appUrls['shared_read'] ?? '',
    shared_write: appUrls['shared_write'] ?? '',
    owner: ownerUrl,
  }
  const open = (url: string) => {
    const opened = openDatabase({ url, connectionsMax: 4 })
    made.defer(() => opened.close())
    return opened
  }
  const as = {
    shared_read: open(urls.shared_read),
    shared_write: open(urls.shared_write),
    owner: open(urls.owner),
    superuser: open(urlFor(adminUrl, { database })),
  }
  const all = made.move()
  return { as, urls, [Symbol.asyncDispose]: () => all.disposeAsync() }
}
