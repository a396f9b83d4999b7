/** One act of sharing: several signed consents, each judged as if those before it held already. All or none. */
import {
  type ConsentClock,
  type ConsentRecord,
  type ConsentRefusal,
  type ConsentState,
  checkConsent,
  type PlatformId,
} from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'

export interface ActContext {
  readonly platformId: PlatformId
  readonly states: readonly ConsentState[]
  readonly clock: ConsentClock
}

/** The states as they are after the act. */
export function checkAct(
  records: readonly ConsentRecord[],
  { platformId, states, clock }: ActContext,
): Result<readonly ConsentState[], ConsentRefusal> {
  let current = states
  for (const record of records) {
    const checked = checkConsent(record, { platformId, states: current, clock })
    if (!checked.ok) return err(checked.error)
    current = [...current.map((state) => endIfReplaced(state, record)), standing(record)]
  }
  return ok(current)
}

function endIfReplaced(state: ConsentState, by: ConsentRecord): ConsentState {
  const { consent_id, version } = state.record
  const isReplaced = by.supersedes.some((one) => one.consent_id === consent_id && one.version === version)
  return isReplaced ? { ...state, isSuperseded: true } : state
}

function standing(record: ConsentRecord): ConsentState {
  return { record, isEnded: false, isSuperseded: false, isSuspended: false }
}
