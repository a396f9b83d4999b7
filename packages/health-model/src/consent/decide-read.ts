/**
 * The one decision about a read. Pure: the caller loads the consents and gives the time. Whoever may not see a thing
 * must not learn that it exists nor why not, so there is one refusal only.
 */
import { err, ok, type Result } from '@nornos/std'
import type { FieldId } from '../fields.ts'
import type { GranteeId, PatientId } from '../ids.ts'
import { type ConsentClock, type ConsentState, isLive } from './live.ts'
import type { GranteeType, Purpose } from './purposes.ts'
import { allowedFields } from './scope.ts'

export interface ReadRequest {
  readonly patientId: PatientId
  readonly grantee: GranteeId
  readonly granteeType: GranteeType
  readonly purpose: Purpose
  /** Every field must be covered; an empty list is never covered. */
  readonly fields: readonly FieldId[]
}

/** The same for revoked, expired, excluded, foreign and never given. */
export interface NotFound {
  readonly type: 'NotFound'
}

/** The consent that covers the whole request, or one refusal. */
export function decideRead(
  request: ReadRequest,
  states: readonly ConsentState[],
  clock: ConsentClock,
): Result<ConsentState, NotFound> {
  const state = findLiveConsent(request, states, clock)
  if (state === null || request.fields.length === 0) return err({ type: 'NotFound' })
  const allowed = allowedFields(state.record)
  return request.fields.every((id) => allowed.has(id)) ? ok(state) : err({ type: 'NotFound' })
}

/** The live consent of this patient for this grantee and purpose; there is one at most. */
export function findLiveConsent(
  request: Omit<ReadRequest, 'fields'>,
  states: readonly ConsentState[],
  clock: ConsentClock,
): ConsentState | null {
  const mine = states.filter(({ record }) => isFor(record, request))
  const live = mine.filter((state) => isLive(state, clock))
  // Two live ones contradict a rule that every writer keeps; neither is believed.
  return live.length === 1 ? (live[0] ?? null) : null
}

function isFor(record: ConsentState['record'], request: Omit<ReadRequest, 'fields'>): boolean {
  return (
    record.patient_id === request.patientId &&
    record.granted_to === request.grantee &&
    record.granted_to_type === request.granteeType &&
    record.purpose === request.purpose
  )
}
