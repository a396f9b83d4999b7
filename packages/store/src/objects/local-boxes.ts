/** The device's own tables, boxed entry by entry: what is read back is what was written, at the place it was written to. */
import { openLocal, type Vault } from '@nornos/crypto/vault-open'
import { sealLocal } from '@nornos/crypto/vault-seal'
import { type Bytes, fromUtf8, type Json, utf8 } from '@nornos/std'
import type * as z from 'zod/mini'
import {
  type DeviceStorage,
  readBytesOf,
  type StorageChange,
  type TableName,
} from '../storage/device-storage.ts'

export interface LocalBoxes {
  open(table: TableName, key: string): Promise<Bytes | null>
  /** The JSON in a box that was read already. */
  openSealed(table: TableName, key: string, sealed: Uint8Array): Promise<Json>
  openJson<Value>(table: TableName, key: string, shape: z.ZodMiniType<Value>): Promise<Value | null>
  seal(table: TableName, key: string, bytes: Bytes): Promise<StorageChange>
  sealJson(table: TableName, key: string, value: object): Promise<StorageChange>
}

/** What is written is sealed under the epoch that the session has at that moment. */
export function createLocalBoxes(storage: DeviceStorage, session: { readonly vault: Vault }): LocalBoxes {
  async function open(table: TableName, key: string): Promise<Bytes | null> {
    const sealed = await readBytesOf(storage, table, key)
    return sealed === null ? null : openLocal(session.vault, [table, key], sealed)
  }

  async function openSealed(table: TableName, key: string, sealed: Uint8Array): Promise<Json> {
    const json: Json = JSON.parse(fromUtf8(await openLocal(session.vault, [table, key], sealed)) ?? 'null')
    return json
  }

  async function seal(table: TableName, key: string, bytes: Bytes): Promise<StorageChange> {
    return { table, key, value: await sealLocal(session.vault, [table, key], bytes) }
  }

  return {
    open,
    openSealed,
    seal,
    async openJson(table, key, shape) {
      const sealed = await readBytesOf(storage, table, key)
      return sealed === null ? null : shape.parse(await openSealed(table, key, sealed))
    },
    sealJson: (table, key, value) => seal(table, key, utf8(JSON.stringify(value))),
  }
}
