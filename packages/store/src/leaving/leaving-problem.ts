/** What can be wrong with a backup, besides what can go wrong on the device anyway. */
import type { BackupFault } from '@nornos/crypto/backup'

export type LeavingProblem =
  /** The file is no backup, or was altered or cut short. At most 100 faults. */
  | { readonly type: 'BackupFaulty'; readonly faults: readonly BackupFault[] }
  /** Good in itself, but of another account, or not signed by the root key of this vault. */
  | { readonly type: 'BackupOfAnother' }
  /** Good, and older than what this device has seen of the vault. */
  | { readonly type: 'BackupBehind'; readonly n: number; readonly seen: number }
  /** The vault is back at the service, and this device could not join it. */
  | { readonly type: 'RestoredNotOpened' }
  /** It was called off by the person. */
  | { readonly type: 'CalledOff' }
