/** What happens to vaults, in counts and sizes. */
import { log } from './logger.ts'

export function vaultCreated(): void {
  log.info('vault created')
}

export function commitAccepted(n: number, changes: number): void {
  log.info('commit accepted', { n, changes })
}

/** `reason`: what does not fit, where the problem alone does not say it. */
export function commitRefused(problem: string, reason: string | number | boolean | undefined): void {
  log.warn('commit refused', { problem, reason })
}

export function blobStored(bytes: number): void {
  log.debug('blob stored', { bytes })
}

export function slotStored(kind: string): void {
  log.info('slot stored', { kind })
}
