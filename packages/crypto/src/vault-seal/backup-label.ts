/** The MAC of a backup's label: proof that a backup was made by a device of this vault. */
import type { Bytes } from '@nornos/std'
import { named, u32, uuid } from '../format/byte-writer.ts'
import { hmacSha512 } from '../hazmat/hmac-sha512.ts'
import { epochKeys, type Vault } from '../vault-open/vault.ts'

/** 32 bytes under the backup key of `epoch`. Compare with `equalBytes`. */
export async function macBackupLabel(vault: Vault, epoch: number, label: Uint8Array): Promise<Bytes> {
  const bytes = named('nornos/backup-label/1', uuid(vault.vaultId), u32(epoch), label)
  return (await hmacSha512(epochKeys(vault, epoch).backupKey, bytes)).slice(0, 32)
}
