/** The endpoints of auth. */
import { accountClose } from './account-close.ts'
import { doctorCodeRead } from './doctor-code-read.ts'
import { doctorLookup } from './doctor-lookup.ts'
import { meRead } from './me-read.ts'
import { personList } from './person-list.ts'
import { recoveryAsk } from './recovery-ask.ts'
import { recoveryHalfPut } from './recovery-half-put.ts'
import { recoveryHalfRemove } from './recovery-half-remove.ts'
import { recoveryHalfTake } from './recovery-half-take.ts'
import { recoveryRead } from './recovery-read.ts'
import { recoveryStop } from './recovery-stop.ts'
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
  recoveryRead,
  recoveryAsk,
  recoveryStop,
  recoveryHalfPut,
  recoveryHalfRemove,
  recoveryHalfTake,
} as const
