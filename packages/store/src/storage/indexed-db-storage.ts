/** A device's tables in IndexedDB, for browsers and their workers. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import {
  type DeviceStorage,
  StorageFullError,
  StorageLostError,
  type StoredValue,
  type TableName,
  tableNames,
} from './device-storage.ts'

interface Tables extends DBSchema {
  blocks: { key: string; value: StoredValue }
  rollups: { key: string; value: StoredValue }
  records: { key: string; value: StoredValue }
  index: { key: string; value: StoredValue }
  outbox: { key: string; value: StoredValue }
  keys: { key: string; value: StoredValue }
  meta: { key: string; value: StoredValue }
}

const layoutVersion = 1

/** `name` is that of the database; one device has one. */
export function createIndexedDbStorage(name = 'nornos'): DeviceStorage {
  let opening: Promise<IDBPDatabase<Tables>> | null = null
  let wasOpen = false

  function lost(): void {
    opening = null
  }

  function database(): Promise<IDBPDatabase<Tables>> {
    opening ??= openTables(name, { mayBeNew: !wasOpen, lost })
    return opening.then((open) => {
      wasOpen = true
      return open
    })
  }

  return {
    async read(table, key) {
      return (await (await database()).get(table, key)) ?? null
    },
    async readMany(table, keys) {
      const reading = (await database()).transaction(table)
      const values = await Promise.all(keys.map((key) => reading.store.get(key)))
      await reading.done
      return values.map((value) => value ?? null)
    },
    async keys(table, prefix = '') {
      const all = await (await database()).getAllKeys(table, IDBKeyRange.lowerBound(prefix))
      return all.filter((key) => key.startsWith(prefix))
    },
    async write(changes, durability) {
      if (changes.length === 0) return
      const names: TableName[] = [...new Set(changes.map(({ table }) => table))]
      const writing = (await database()).transaction(names, 'readwrite', { durability })
      try {
        for (const { table, key, value } of changes) {
          const store = writing.objectStore(table)
          if (value === null) void store.delete(key).catch(ignored)
          else void store.put(value, key).catch(ignored)
        }
        await writing.done
      } catch (cause) {
        throw isFull(cause) ? new StorageFullError('no room left', { cause }) : cause
      }
    },
    async clear() {
      const clearing = (await database()).transaction([...tableNames], 'readwrite')
      for (const table of tableNames) void clearing.objectStore(table).clear().catch(ignored)
      await clearing.done
    },
    close() {
      void opening?.then((open) => open.close(), ignored)
      opening = null
    },
  }
}

/** A failed request fails its transaction, which is what is looked at. */
function ignored(): null {
  return null
}

/**
 * New tables where there were others a moment ago would take in half of what belongs together, and the next start would
 * find it: whoever used the others must begin anew. Rejects with StorageLostError then.
 */
function openTables(
  name: string,
  { lost, mayBeNew }: { readonly mayBeNew: boolean; readonly lost: () => void },
): Promise<IDBPDatabase<Tables>> {
  let isNew = false
  const opened = openDB<Tables>(name, layoutVersion, {
    upgrade(database, oldVersion, _newVersion, upgrading) {
      isNew = oldVersion === 0
      if (isNew && !mayBeNew) return upgrading.abort()
      for (const table of tableNames) database.createObjectStore(table)
    },
    // Another tab has a newer app: let it go on, and open anew when it is needed.
    blocking(_current, _blocked, event) {
      if (event.target instanceof IDBDatabase) event.target.close()
      lost()
    },
    terminated: lost,
  })
  opened.catch(lost)
  return opened.catch((cause: unknown) => {
    throw isNew && !mayBeNew ? new StorageLostError('the tables were deleted', { cause }) : cause
  })
}

function isFull(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'QuotaExceededError'
}
