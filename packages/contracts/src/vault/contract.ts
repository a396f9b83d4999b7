/** The endpoints of vault. */

import { backupRead } from './backup-read.ts'
import { blobDrop } from './blob-drop.ts'
import { blobMissing } from './blob-missing.ts'
import { blobPut } from './blob-put.ts'
import { blobRead } from './blob-read.ts'
import { blobReadMany } from './blob-read-many.ts'
import { closureRead } from './closure-read.ts'
import { commitCreate } from './commit-create.ts'
import { commitList } from './commit-list.ts'
import { inboxAcknowledge } from './inbox-acknowledge.ts'
import { inboxList } from './inbox-list.ts'
import { inboxPut } from './inbox-put.ts'
import { inboxRead } from './inbox-read.ts'
import { inboxSenderList } from './inbox-sender-list.ts'
import { inboxSenderPut } from './inbox-sender-put.ts'
import { receiptRead } from './receipt-read.ts'
import { slotPut } from './slot-put.ts'
import { slotRead } from './slot-read.ts'
import { slotRemove } from './slot-remove.ts'
import { stateRead } from './state-read.ts'
import { vaultClose } from './vault-close.ts'
import { vaultCreate } from './vault-create.ts'
import { vaultEvents } from './vault-events.ts'
import { vaultRead } from './vault-read.ts'
import { vaultRestore } from './vault-restore.ts'
import { vaultRosterList } from './vault-roster-list.ts'
import { vaultRosterPut } from './vault-roster-put.ts'
import { vaultRotate } from './vault-rotate.ts'

export const vault = {
  vaultCreate,
  vaultRead,
  slotRead,
  slotPut,
  blobMissing,
  blobDrop,
  blobPut,
  blobRead,
  blobReadMany,
  commitCreate,
  commitList,
  stateRead,
  vaultEvents,
  slotRemove,
  vaultRosterPut,
  vaultRosterList,
  vaultRotate,
  inboxPut,
  inboxList,
  inboxRead,
  inboxAcknowledge,
  inboxSenderPut,
  inboxSenderList,
  backupRead,
  vaultRestore,
  vaultClose,
  receiptRead,
  closureRead,
} as const
