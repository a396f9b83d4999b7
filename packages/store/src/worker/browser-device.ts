/** A device in a browser: IndexedDB, Web Locks, and requests that carry what the page signs for them. */
import { ConnectionError, createClient } from '@nornos/client'
import { auth, connect, relay, sharedData, vault } from '@nornos/contracts'
import { PlatformId } from '@nornos/health-model'
import { createDevice } from '../create-device.ts'
import type { Device } from '../device.ts'
import { webLocks } from '../device-locks.ts'
import { createIndexedDbStorage } from '../storage/indexed-db-storage.ts'
import { createPrivateFileHeads } from '../sync/private-file-heads.ts'

export interface BrowserDeviceSettings {
  /** The gateway. */
  readonly apiUrl: string
  readonly platformId: string
  /** Name of the database; one for each person who uses this browser. */
  readonly databaseName?: string
}

/** A class does not survive the way between threads, so an outage is a value here. */
export type RequestCredentials =
  | { readonly type: 'headers'; readonly headers: Readonly<Record<string, string>> }
  | { readonly type: 'offline' }

/** The session's key and tokens stay on the page, which lends what each request needs. */
export interface PageSession {
  /** Asked for each request with its method and its address without query; answers with `authorization` and `dpop`. */
  credentials(method: string, url: string): Promise<RequestCredentials>
  /** A service did not accept them: the page finds out whether the session has ended. */
  refused(): Promise<void>
}

export function openBrowserDevice(
  { apiUrl, databaseName, platformId }: BrowserDeviceSettings,
  session: PageSession,
): Promise<Device> {
  const api = createClient({
    contract: { ...vault, ...relay, ...sharedData, ...connect, ...auth },
    baseUrl: apiUrl,
    authorize: async ({ method, operationId }, url) => {
      const given = await session.credentials(method, url)
      if (given.type === 'offline') throw new ConnectionError(operationId)
      return given.headers
    },
    fetch: async (request) => {
      const response = await fetch(request)
      if (response.status === 401) void session.refused()
      return response
    },
  })
  return createDevice({
    api,
    platformId: PlatformId.parse(platformId),
    storage: createIndexedDbStorage(databaseName),
    locks: webLocks(),
    heads: createPrivateFileHeads(navigator.storage),
  })
}
