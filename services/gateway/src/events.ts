/** What happens at the gateway, in words. */
import { log } from './logger.ts'

export function sessionRevoked(): void {
  log.info('session revoked')
}

export function neighbourUnreachable(neighbour: string, cause: unknown): void {
  log.error('neighbour unreachable', cause, { neighbour })
}

export function requestFailed(cause: unknown): void {
  log.error('request failed', cause)
}

export function limitReached(kind: 'anonymous' | 'person'): void {
  log.warn('request limit reached', { kind })
}
