/** The endpoints of shared-data. */
import { grantAccept } from './grant-accept.ts'
import { grantClose } from './grant-close.ts'
import { grantEnd } from './grant-end.ts'
import { grantRevoke } from './grant-revoke.ts'
import { itemDelete } from './item-delete.ts'
import { itemPut } from './item-put.ts'
import { publishPlanRead } from './publish-plan-read.ts'
import { readServe } from './read-serve.ts'
import { readTokenRegister } from './read-token-register.ts'
import { servedList } from './served-list.ts'
import { sharedRosterPin } from './shared-roster-pin.ts'
import { sharedRosterRead } from './shared-roster-read.ts'
import { summaryServe } from './summary-serve.ts'

export const sharedData = {
  sharedRosterPin,
  sharedRosterRead,
  grantAccept,
  grantClose,
  grantEnd,
  grantRevoke,
  readTokenRegister,
  summaryServe,
  readServe,
  publishPlanRead,
  itemPut,
  itemDelete,
  servedList,
} as const
