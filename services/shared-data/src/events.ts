/** What happens at shared-data, in words: ids and counts, never a name, a token, a metric or a value. */
import { log } from './logger.ts'

export function rosterPinned(number: number): void {
  log.info('roster pinned', { number })
}

export function grantsAccepted(grants: number): void {
  log.info('grants accepted', { grants })
}

export function grantEnded(consentId: string, because: 'revoked' | 'closed' | 'expired'): void {
  log.info('grant ended', { consentId, because })
}

export function fieldsShredded(fields: number, items: number): void {
  if (fields > 0) log.info('fields shredded', { fields, items })
}

export function fieldNarrowed(kept: number, dropped: number): void {
  log.info('field narrowed under a new key', { kept, dropped })
}

export function keysDestroyed(keys: number): void {
  if (keys > 0) log.info('keys destroyed', { keys })
}

export function readTokenRegistered(consentId: string): void {
  log.info('read token registered', { consentId })
}

export function readTokenRefused(reason: string): void {
  log.warn('read token refused', { reason })
}

export function itemsPublished(accepted: number, refused: number): void {
  log.info('items published', { accepted, refused })
}

export function itemsTakenBack(items: number): void {
  log.info('items taken back', { items })
}

export function keyMissing(items: number): void {
  log.warn('items without a key were left out', { items })
}

export function auditDelivered(events: number): void {
  if (events > 0) log.info('audit events delivered', { events })
}
