/** The keys of one epoch, each derived from its root key with a label of its own. `specs/key-hierarchy.md` §2. */
import type { Bytes } from '@nornos/std'
import { importBoxKey } from '../format/box.ts'
import { named, uuid } from '../format/byte-writer.ts'
import { expandSha512, importHmacKey } from '../hazmat/hmac-sha512.ts'

export interface EpochKeys {
  readonly epoch: number
  /** Input key of objects. */
  readonly dataKey: CryptoKey
  /** Input key of what a device keeps for itself. */
  readonly localKey: CryptoKey
  /** MACs rosters. */
  readonly rosterKey: CryptoKey
  /** MACs the label of a backup. */
  readonly backupKey: CryptoKey
}

export async function deriveEpochKeys(vaultId: string, epoch: number, rootKey: Bytes): Promise<EpochKeys> {
  const root = await importHmacKey(rootKey)
  const derive = (label: string) => expandSha512(root, named(label, uuid(vaultId)), 32)
  return {
    epoch,
    dataKey: await importBoxKey(await derive('nornos/key/data/1')),
    localKey: await importBoxKey(await derive('nornos/key/local/1')),
    rosterKey: await importHmacKey(await derive('nornos/key/roster/1')),
    backupKey: await importHmacKey(await derive('nornos/key/backup/1')),
  }
}
