/** Opens sealed objects that lie on this device. Throws CryptoError when what is stored was altered. */
import { openObject, type Vault } from '@nornos/crypto/vault-open'
import { type Block, decodeBlock, HealthRecord } from '@nornos/health-model'
import { assert, type Bytes, fromUtf8, type Json, present } from '@nornos/std'
import type { TableName } from '../storage/device-storage.ts'
import type { BlobTable } from './blob-table.ts'

export interface StoredObject {
  readonly objectId: string
  readonly version: number
  readonly blob: string
}

/** Where the bytes come from: the storage, or a write that is not finished. */
export type ReadBytes = (table: TableName, key: string) => Promise<Bytes | null>

export async function readPayload(
  vault: Vault,
  read: ReadBytes,
  table: BlobTable,
  object: StoredObject,
): Promise<Bytes> {
  const sealed = present(await read(table, object.blob), 'what the catalogue names is stored')
  return (await openObject(vault, sealed, object)).payload
}

export async function readBlock(vault: Vault, read: ReadBytes, object: StoredObject): Promise<Block> {
  const block = await decodeBlock(await readPayload(vault, read, 'blocks', object))
  assert(block.ok, 'a sealed block reads as it was written')
  return block.value
}

export async function readRecord(vault: Vault, read: ReadBytes, object: StoredObject): Promise<HealthRecord> {
  return HealthRecord.parse(parseJson(await readPayload(vault, read, 'records', object)))
}

export function parseJson(bytes: Uint8Array): Json {
  const json: Json = JSON.parse(present(fromUtf8(bytes), 'what was sealed as text is text'))
  return json
}
