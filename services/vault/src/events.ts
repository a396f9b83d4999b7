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

export function slotRemoved(): void {
  log.info('slot removed')
}

export function rosterChanged(number: number): void {
  log.info('roster changed', { number })
}

export function vaultRotated(epoch: number, slots: number): void {
  log.info('vault rotated', { epoch, slots })
}

export function itemDelivered(bytes: number): void {
  log.info('inbox item delivered', { bytes })
}

export function backupStarted(objects: number): void {
  log.info('backup started', { objects })
}

export function vaultRestored(objects: number): void {
  log.info('vault restored', { objects })
}

export function vaultClosed(blobs: number): void {
  log.info('vault closed', { blobs })
}

export function collected(counts: {
  readonly doomed: number
  readonly deleted: number
  readonly items: number
}): void {
  log.info('collected', counts)
}

/** For whoever runs this: the bytes are to be put back from a backup or an earlier version of the bucket. */
export function blobDamaged(vaultId: string, sha256: string, fault: string | null): void {
  log.warn('blob damaged', { vaultId, sha256, fault })
}

export function blobsChecked(blobs: number, damaged: number): void {
  log.info('blobs checked', { blobs, damaged })
}
