/** Every operation of the contract with what answers it: a missing one is a compile error. */
import type { relay } from '@nornos/contracts'
import type { Handlers } from '@nornos/endpoint'
import type { RelayContext } from '../context.ts'
import { accessTokenExchange } from './access-token-exchange.ts'
import { accessTokenIssue } from './access-token-issue.ts'
import { auditAppend } from './audit-append.ts'
import { consentCheck } from './consent-check.ts'
import { consentCreate } from './consent-create.ts'
import { consentList } from './consent-list.ts'
import { consentRevoke } from './consent-revoke.ts'
import { dataRead } from './data-read.ts'
import { dataSummary } from './data-summary.ts'
import { rosterPin } from './roster-pin.ts'
import { rosterRead } from './roster-read.ts'
import { shareEvents } from './share-events.ts'
import { shareList } from './share-list.ts'
import { trailEvents } from './trail-events.ts'
import { trailList } from './trail-list.ts'

export function handlers(ctx: RelayContext): Handlers<typeof relay> {
  return {
    rosterPin: rosterPin(ctx),
    rosterRead: rosterRead(ctx),
    consentCheck: consentCheck(ctx),
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
  }
}
