/** The endpoints of relay. */
import { accessTokenExchange } from './access-token-exchange.ts'
import { accessTokenIssue } from './access-token-issue.ts'
import { auditAppend } from './audit-append.ts'
import { consentCheck } from './consent-check.ts'
import { consentClose } from './consent-close.ts'
import { consentCreate } from './consent-create.ts'
import { consentList } from './consent-list.ts'
import { consentRevoke } from './consent-revoke.ts'
import { dataRead } from './data-read.ts'
import { dataSummary } from './data-summary.ts'
import { inboxAddressRead } from './inbox-address-read.ts'
import { inboxCodeCreate } from './inbox-code-create.ts'
import { inboxPermitIssue } from './inbox-permit-issue.ts'
import { inboxRecipientList } from './inbox-recipient-list.ts'
import { rosterPin } from './roster-pin.ts'
import { rosterRead } from './roster-read.ts'
import { shareEvents } from './share-events.ts'
import { shareList } from './share-list.ts'
import { trailEvents } from './trail-events.ts'
import { trailList } from './trail-list.ts'
import { vaultHeadList } from './vault-head-list.ts'
import { vaultHeadNote } from './vault-head-note.ts'

export const relay = {
  rosterPin,
  rosterRead,
  consentCheck,
  consentClose,
  consentCreate,
  consentList,
  consentRevoke,
  shareList,
  shareEvents,
  accessTokenIssue,
  accessTokenExchange,
  dataSummary,
  dataRead,
  trailList,
  trailEvents,
  auditAppend,
  inboxAddressRead,
  inboxRecipientList,
  inboxPermitIssue,
  inboxCodeCreate,
  vaultHeadNote,
  vaultHeadList,
} as const
