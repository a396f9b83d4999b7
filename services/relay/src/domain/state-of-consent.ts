/** A stored consent as the rules and as the patient see it. */
import type { ConsentView } from '@nornos/contracts'
import { type ConsentState, instantToMilliseconds, millisecondsToInstant } from '@nornos/health-model'

/** The facts of a stored consent that decide its state. */
export interface ConsentLife {
  readonly signed: Pick<ConsentView, 'record' | 'signature'>
  readonly acceptedAt: Date | null
  readonly endedAt: Date | null
  readonly endedBecause: 'revoked' | 'closed' | 'expired' | 'superseded' | null
  readonly revocation: { readonly deliveredAt: Date | null } | null
}

/** As health-model's rules want it. */
export function consentState({ signed, endedBecause, revocation }: ConsentLife): ConsentState {
  return {
    record: signed.record,
    isEnded: revocation !== null || (endedBecause !== null && endedBecause !== 'superseded'),
    isSuperseded: endedBecause === 'superseded',
    isSuspended: false,
  }
}

export function consentView(life: ConsentLife, granteeName: string, now: Date): ConsentView {
  const { record, signature } = life.signed
  return {
    record,
    signature,
    state: stateOf(life, now),
    endedAt: life.endedAt && millisecondsToInstant(life.endedAt.getTime()),
    granteeName,
  }
}

/** `pending` is for a revocation that shared-data has not confirmed; an offer that it has not is `not_yet`. */
function stateOf(life: ConsentLife, now: Date): ConsentView['state'] {
  const { valid_from, valid_until } = life.signed.record
  switch (life.endedBecause) {
    case 'superseded':
      return 'superseded'
    case 'expired':
      return 'expired'
    case 'revoked':
      return life.revocation?.deliveredAt === null ? 'pending' : 'ended'
    case 'closed':
      return 'ended'
    case null:
      break
  }
  if (now.getTime() >= instantToMilliseconds(valid_until)) return 'expired'
  if (life.acceptedAt === null || now.getTime() < instantToMilliseconds(valid_from)) return 'not_yet'
  return 'live'
}
