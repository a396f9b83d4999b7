/** Whether a consent holds now. Ended is ended for ever, and a clock set back revives nothing. */

import type { BlockCut } from '../block/cut.ts'
import type { FieldId } from '../fields.ts'
import { instantToMilliseconds } from '../instant.ts'
import type { ConsentRecord } from './consent-record.ts'
import { allowedFields, coverageOfField } from './scope.ts'

/** A consent version with everything that happened to it. */
export interface ConsentState {
  readonly record: ConsentRecord
  /** Revoked, or found expired: a permanent tombstone. */
  readonly isEnded: boolean
  readonly isSuperseded: boolean
  /** The device that signed it was reported lost. */
  readonly isSuspended: boolean
}

/** Milliseconds since 1970. `highWater` is the latest time that was ever decided with. */
export interface ConsentClock {
  readonly now: number
  readonly highWater: number
}

/** The time to decide with. */
export function decisionTime(clock: ConsentClock): number {
  return Math.max(clock.now, clock.highWater)
}

/** Neither ended, nor replaced, nor suspended: it holds whenever its time comes. */
export function isStanding(state: ConsentState): boolean {
  return !state.isEnded && !state.isSuperseded && !state.isSuspended
}

/** valid_from ≤ now < valid_until, and standing. */
export function isLive(state: ConsentState, clock: ConsentClock): boolean {
  const now = decisionTime(clock)
  const { valid_from, valid_until } = state.record
  return (
    isStanding(state) && instantToMilliseconds(valid_from) <= now && now < instantToMilliseconds(valid_until)
  )
}

/** True once `valid_until` has passed: the consent is to be ended for good. */
export function isOver(record: ConsentRecord, clock: ConsentClock): boolean {
  return decisionTime(clock) >= instantToMilliseconds(record.valid_until)
}

/**
 * What must be published: per field, what each live consent lets through. They are not merged into one, because
 * "fine since May" and "coarse since ever" together are not "fine since ever".
 */
export function liveCuts(
  states: readonly ConsentState[],
  clock: ConsentClock,
): ReadonlyMap<FieldId, readonly BlockCut[]> {
  const cuts = new Map<FieldId, BlockCut[]>()
  for (const state of states) {
    if (!isLive(state, clock)) continue
    for (const id of allowedFields(state.record)) {
      const cut = coverageOfField(state.record, id)
      if (cut !== null) cuts.set(id, [...(cuts.get(id) ?? []), cut])
    }
  }
  return cuts
}
