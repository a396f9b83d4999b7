/** A device's tables in memory: for tests, for demonstration data, and where a browser keeps nothing. */
import type { Bytes } from '@nornos/std'
import {
  type DeviceStorage,
  type StorageChange,
  StorageFullError,
  type StoredValue,
  tableNames,
} from './device-storage.ts'

export interface MemoryStorageOptions {
  /** Throws StorageFullError beyond it. */
  readonly bytesMax?: number
}

export function createMemoryStorage(options: MemoryStorageOptions = {}): DeviceStorage {
  const { bytesMax = Number.POSITIVE_INFINITY } = options
  const tables = new Map(tableNames.map((name) => [name, new Map<string, StoredValue>()]))
  let bytesUsed = 0

  const tableOf = (name: StorageChange['table']) => tables.get(name) ?? new Map<string, StoredValue>()

  function growthOf(changes: readonly StorageChange[]): number {
    const last = new Map(changes.map((change) => [`${change.table} ${change.key}`, change]))
    return [...last.values()].reduce(
      (sum, { table, key, value }) => sum + sizeOf(value) - sizeOf(tableOf(table).get(key) ?? null),
      0,
    )
  }

  return {
    async read(table, key) {
      return copyOf(tableOf(table).get(key) ?? null)
    },
    async readMany(table, keys) {
      return keys.map((key) => copyOf(tableOf(table).get(key) ?? null))
    },
    async keys(table, prefix = '') {
      return [...tableOf(table).keys()].filter((key) => key.startsWith(prefix)).sort()
    },
    async write(changes) {
      const growth = growthOf(changes)
      if (growth > 0 && bytesUsed + growth > bytesMax) throw new StorageFullError('no room left')
      bytesUsed += growth
      for (const { table, key, value } of changes) {
        if (value === null) tableOf(table).delete(key)
        else tableOf(table).set(key, copyOf(value) ?? value)
      }
    },
    async clear() {
      for (const table of tables.values()) table.clear()
      bytesUsed = 0
    },
    close: () => undefined,
  }
}

function copyOf(value: StoredValue | null): StoredValue | null {
  return value instanceof Uint8Array ? (value.slice() as Bytes) : value
}

function sizeOf(value: StoredValue | null): number {
  return value instanceof Uint8Array ? value.length : 0
}
