/** What happens in auth, as log lines: counts and codes, never an address, a name or a token. */
import { log } from './logger.ts'

export function accountOpened(): void {
  log.info('account opened')
}

export function accountClosed(sessions: number): void {
  log.info('account closed', { sessions })
}

export function signedIn(clientId: string, newDevice: boolean): void {
  log.info('signed in', { clientId, newDevice })
}

export function signInRefused(reason: 'password' | 'one-time-code' | 'wrong-app'): void {
  log.info('sign-in refused', { reason })
}

export function throttled(bucket: string): void {
  log.warn('tries used up', { bucket })
}

export function sessionEnded(): void {
  log.info('session ended')
}

export function sessionIdle(): void {
  log.info('session idle for too long')
}

export function recoveryAsked(): void {
  log.warn('recovery asked for')
}

export function recoveryStopped(): void {
  log.info('recovery stopped')
}

export function recoveryGiven(): void {
  log.warn('half of a recovery contact given out')
}

export function mailNotSent(cause: unknown): void {
  log.error('mail not sent', cause)
}

export function protocolFailed(cause: unknown): void {
  log.error('identity provider failed', cause)
}

export function pageFailed(cause: unknown): void {
  log.error('sign-in page failed', cause)
}

export function auditDelivered(count: number): void {
  log.info('audit events delivered', { count })
}

export function auditRefused(problem: string): void {
  log.warn('audit events refused', { problem })
}
