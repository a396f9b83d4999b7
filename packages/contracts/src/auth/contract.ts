/** The endpoints of auth. */
import { accountClose } from './account-close.ts'
import { doctorCodeRead } from './doctor-code-read.ts'
import { doctorLookup } from './doctor-lookup.ts'
import { meRead } from './me-read.ts'
import { personList } from './person-list.ts'
import { revokedSessionEvents } from './revoked-session-events.ts'
import { sessionEnd } from './session-end.ts'
import { sessionRemove } from './session-remove.ts'

export const auth = {
  meRead,
  sessionEnd,
  accountClose,
  sessionRemove,
  doctorCodeRead,
  doctorLookup,
  personList,
  revokedSessionEvents,
} as const
