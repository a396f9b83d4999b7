/** What happens in the connect process, in words: ids, counts and codes; never a token, an account or a payload. */
import { log } from './logger.ts'

export function connectionBegun(vendor: string): void {
  log.info('connection begun', { vendor })
}

export function connectionStarted(vendor: string, connectionId: string): void {
  log.info('connection started', { vendor, connectionId })
}

export function connectionEnded(vendor: string, connectionId: string, vendorTold: string): void {
  log.info('connection ended', { vendor, connectionId, vendorTold })
}

export function connectionTroubled(vendor: string, connectionId: string, trouble: string): void {
  log.warn('connection in trouble', { vendor, connectionId, trouble })
}

export function connectionFailed(vendor: string, connectionId: string, cause: unknown): void {
  log.error('connection failed', cause, { vendor, connectionId })
}

export function connectionWorked(vendor: string, connectionId: string, delivered: number): void {
  log.info('connection is up to date', { vendor, connectionId, delivered })
}

/** `outcome`: whether it is asked for once more later, or left out. */
export function attachmentPassedOver(
  vendor: string,
  connectionId: string,
  trouble: string,
  outcome: string,
): void {
  log.warn('attachment passed over', { vendor, connectionId, trouble, outcome })
}

export function attachmentsCut(vendor: string, connectionId: string, leftOut: number): void {
  log.warn('attachments left out', { vendor, connectionId, leftOut })
}

export function vendorCallFailed(vendor: string, cause: unknown): void {
  log.error('vendor call failed', cause, { vendor })
}

export function noticeKeysMissing(cause: unknown): void {
  log.error('keys for notices not to be had', cause)
}

export function webhookRefused(vendor: string): void {
  log.warn('notice refused', { vendor })
}

export function webhookTaken(vendor: string, notices: number): void {
  log.info('notice taken', { vendor, notices })
}

export function itemDelivered(senderType: string, bytes: number): void {
  log.info('item delivered', { senderType, bytes })
}

export function itemNotDelivered(senderType: string, outcome: string): void {
  log.warn('item not delivered', { senderType, outcome })
}

export function ingestTokenMade(): void {
  log.info('ingest token made')
}

export function ingestTokenRevoked(): void {
  log.info('ingest token revoked')
}
