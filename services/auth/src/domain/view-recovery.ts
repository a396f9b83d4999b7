/** A request as its person sees it. */
import type { RecoveryRequest } from '@nornos/contracts'
import { type Instant, millisecondsToInstant } from '@nornos/health-model'

export interface StoredRecovery {
  readonly slotId: string
  readonly askedAt: Date
  readonly readyAt: Date
  readonly until: Date
  readonly givenAt: Date | null
}

export function viewOfRecovery({
  askedAt,
  givenAt,
  readyAt,
  slotId,
  until,
}: StoredRecovery): RecoveryRequest {
  return {
    slotId,
    askedAt: instantOf(askedAt),
    readyAt: instantOf(readyAt),
    until: instantOf(until),
    givenAt: givenAt === null ? null : instantOf(givenAt),
  }
}

function instantOf(time: Date): Instant {
  return millisecondsToInstant(time.getTime())
}
