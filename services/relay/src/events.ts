/** What happens at relay, in words: ids and counts, never a name, a token or a value. */
import { log } from './logger.ts'

export function rosterPinned(number: number): void {
  log.info('roster pinned', { number })
}

export function consentsOffered(consents: number): void {
  log.info('consents offered', { consents })
}

export function consentsAccepted(consents: number): void {
  log.info('consents accepted', { consents })
}

export function offerRefused(reason: string): void {
  log.warn('offer refused by shared-data', { reason })
}

export function offerNotCompleted(cause: unknown): void {
  log.error('offer not completed', cause)
}

export function consentRevoked(consentId: string): void {
  log.info('consent revoked', { consentId })
}

export function consentsClosed(consents: number): void {
  if (consents > 0) log.info('consents closed', { consents })
}

export function revocationDelivered(consentId: string, seconds: number): void {
  log.info('revocation delivered', { consentId, seconds })
}

export function revocationPending(consentId: string, reason: string): void {
  log.warn('revocation pending', { consentId, reason })
}

export function revocationNotDelivered(consentId: string, cause: unknown): void {
  log.error('revocation not delivered', cause, { consentId })
}

export function consentsExpired(consents: number): void {
  if (consents > 0) log.info('consents expired', { consents })
}

export function accessTokenIssued(consentId: string): void {
  log.info('access token issued', { consentId })
}

export function namesUnavailable(cause: unknown): void {
  log.error('names are not available', cause)
}

export function announcementFailed(cause: unknown): void {
  log.error('announcement failed', cause)
}

export function inboxPermitIssued(bytes: number): void {
  log.info('inbox permit issued', { bytes })
}
