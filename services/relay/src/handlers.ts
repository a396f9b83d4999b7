/** Every operation of the contract with what answers it: a missing one is a compile error. */
import type { relay } from '@nornos/contracts'
import type { Handlers } from '@nornos/endpoint'
import type { RelayContext } from './context.ts'
import { accessTokenExchange } from './routes/access-token-exchange.ts'
import { accessTokenIssue } from './routes/access-token-issue.ts'
import { auditAppend } from './routes/audit-append.ts'
import { consentCheck } from './routes/consent-check.ts'
import { consentClose } from './routes/consent-close.ts'
import { consentCreate } from './routes/consent-create.ts'
import { consentList } from './routes/consent-list.ts'
import { consentRevoke } from './routes/consent-revoke.ts'
import { dataRead } from './routes/data-read.ts'
import { dataSummary } from './routes/data-summary.ts'
import { inboxAddressRead } from './routes/inbox-address-read.ts'
import { inboxCodeCreate } from './routes/inbox-code-create.ts'
import { inboxPermitIssue } from './routes/inbox-permit-issue.ts'
import { inboxRecipientList } from './routes/inbox-recipient-list.ts'
import { rosterPin } from './routes/roster-pin.ts'
import { rosterRead } from './routes/roster-read.ts'
import { shareEvents } from './routes/share-events.ts'
import { shareList } from './routes/share-list.ts'
import { trailEvents } from './routes/trail-events.ts'
import { trailList } from './routes/trail-list.ts'
import { vaultHeadList } from './routes/vault-head-list.ts'
import { vaultHeadNote } from './routes/vault-head-note.ts'

export function handlers(ctx: RelayContext): Handlers<typeof relay> {
  return {
    rosterPin: rosterPin(ctx),
    rosterRead: rosterRead(ctx),
    consentCheck: consentCheck(ctx),
    consentClose: consentClose(ctx),
    consentCreate: consentCreate(ctx),
    consentList: consentList(ctx),
    consentRevoke: consentRevoke(ctx),
    shareList: shareList(ctx),
    shareEvents: shareEvents(ctx),
    accessTokenIssue: accessTokenIssue(ctx),
    accessTokenExchange: accessTokenExchange(ctx),
    dataSummary: dataSummary(ctx),
    dataRead: dataRead(ctx),
    trailList: trailList(ctx),
    trailEvents: trailEvents(ctx),
    auditAppend: auditAppend(ctx),
    inboxAddressRead: inboxAddressRead(ctx),
    inboxRecipientList: inboxRecipientList(ctx),
    inboxPermitIssue: inboxPermitIssue(ctx),
    inboxCodeCreate: inboxCodeCreate(ctx),
    vaultHeadNote: vaultHeadNote(ctx),
    vaultHeadList: vaultHeadList(ctx),
  }
}
