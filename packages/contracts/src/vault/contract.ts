/** The endpoints of vault. */
import { blobMissing } from './blob-missing.ts'
import { blobPut } from './blob-put.ts'
import { blobRead } from './blob-read.ts'
import { commitCreate } from './commit-create.ts'
import { commitList } from './commit-list.ts'
import { slotPut } from './slot-put.ts'
import { slotRead } from './slot-read.ts'
import { stateRead } from './state-read.ts'
import { vaultCreate } from './vault-create.ts'
import { vaultEvents } from './vault-events.ts'
import { vaultRead } from './vault-read.ts'

export const vault = {
  vaultCreate,
  vaultRead,
  slotRead,
  slotPut,
  blobMissing,
  blobPut,
  blobRead,
  commitCreate,
  commitList,
  stateRead,
  vaultEvents,
} as const
