/**
 * Names of objects. One device alone writes a block, so its name follows from what it is; the server cannot
 * tell what that was, because the name key is the patient's. `specs/sealed-record.md` §4.
 */
import { assert, type Bytes, bytesToUuid } from '@nornos/std'
import { named, textList, u32, uuid } from '../format/byte-writer.ts'
import { hmacSha512 } from '../hazmat/hmac-sha512.ts'
import type { Vault } from './vault.ts'

/** What a block is: one metric of one source and device on one day or in one month. */
export interface BlockIdentity {
  readonly metric: string
  readonly sourceId: string
  readonly deviceId: string
  /** `2026-01-31`, or `2026-01` when closed days are folded. */
  readonly period: string
  /** 0, 1, …: part n starts at the 65,536 · n-th sample. */
  readonly part: number
}

/** The same identity always has the same id in the same vault. */
export async function deriveBlockId(vault: Vault, identity: BlockIdentity): Promise<string> {
  const { deviceId, metric, part, period, sourceId } = identity
  return nameObject(
    vault,
    named('nornos/name/block/1', textList([metric, sourceId, deviceId, period]), u32(part)),
  )
}

/** The id of part 1, 2, … of a file. */
export async function deriveFilePartId(vault: Vault, fileId: string, part: number): Promise<string> {
  assert(part >= 1, 'parts of files start at 1')
  return nameObject(vault, named('nornos/name/file-part/1', uuid(fileId), u32(part)))
}

/** The id of a record that has a natural identity (such as its source and its id there). */
export async function deriveRecordId(vault: Vault, identity: readonly string[]): Promise<string> {
  return nameObject(vault, named('nornos/name/record/1', textList(identity)))
}

/** 16 bytes that name a published item: `message` says which one, and nobody without the vault can tell. */
export async function deriveItemName(vault: Vault, message: Uint8Array<ArrayBuffer>): Promise<Bytes> {
  return (await hmacSha512(vault.secrets.nameKey, message)).slice(0, 16)
}

/** 16 bytes that only a device of this vault can know: `specs/vault-commit.md` §8. */
export async function deriveClosingWord(vault: Vault): Promise<Bytes> {
  return (await hmacSha512(vault.secrets.nameKey, named('nornos/name/closing/1'))).slice(0, 16)
}

async function nameObject(vault: Vault, name: Uint8Array<ArrayBuffer>): Promise<string> {
  return bytesToUuid((await hmacSha512(vault.secrets.nameKey, name)).slice(0, 16))
}
