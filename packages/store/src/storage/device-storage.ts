/**
 * Where a device keeps what it has: small named tables of bytes. Everything in them is sealed by the caller; the keys
 * of entries say nothing about the person. Two adapters pass the same tests: memory-storage.ts, indexed-db-storage.ts.
 */
import type { Bytes } from '@nornos/std'

/**
 * - `blocks`, `records`: sealed objects by the SHA-256 of their bytes, as the vault has them.
 * - `rollups`: days of one metric and year.
 * - `index`: what there is, and the leaves of the vault's state.
 * - `outbox`: what the vault does not have yet, by object.
 * - `keys`: the device's own secret, which cannot be read out.
 * - `meta`: what is needed before anything is open; sealed or public by itself.
 */
export const tableNames = ['blocks', 'rollups', 'records', 'index', 'outbox', 'keys', 'meta'] as const
export type TableName = (typeof tableNames)[number]

/** Keys alone are kept as the platform's own objects: they have no bytes. */
export type StoredValue = Bytes | CryptoKey

export interface StorageChange {
  readonly table: TableName
  readonly key: string
  /** Null deletes. */
  readonly value: StoredValue | null
}

/** `strict`: on the disk when `write` answers. `relaxed`: the newest writes may be lost with the power, in order. */
export type Durability = 'strict' | 'relaxed'

/** Once its tables are deleted from outside, everything rejects with StorageLostError, and nothing is written. */
export interface DeviceStorage {
  read(table: TableName, key: string): Promise<StoredValue | null>
  /** In the order of `keys`; null for what is not there. */
  readMany(table: TableName, keys: readonly string[]): Promise<readonly (StoredValue | null)[]>
  /** Ascending; all that start with `prefix`. */
  keys(table: TableName, prefix?: string): Promise<readonly string[]>
  /** All changes or none. Throws StorageFullError when there is no room; what was there stays. */
  write(changes: readonly StorageChange[], durability: Durability): Promise<void>
  /** Forgets everything. */
  clear(): Promise<void>
  close(): void
}

/** The device has no room left for this origin. */
export class StorageFullError extends Error {
  override readonly name = 'StorageFullError'
}

/** The browser has deleted everything of this origin, as by "Clear site data", while it was in use. */
export class StorageLostError extends Error {
  override readonly name = 'StorageLostError'
}

/** Bytes of an entry that holds bytes. */
export async function readBytesOf(
  storage: DeviceStorage,
  table: TableName,
  key: string,
): Promise<Bytes | null> {
  const value = await storage.read(table, key)
  return value instanceof Uint8Array ? value : null
}
