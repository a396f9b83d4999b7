/**
 * May a signed consent be accepted? Relay and shared-data both ask this, each with its own copy of what was accepted
 * before, after they verified the signature against the patient's roster. Rules: specs/consent.md §3.
 */
import { err, ok, type Result } from '@nornos/std'
import { EMERGENCY_GRANTEE_ID, type PlatformId } from '../ids.ts'
import { instantToMilliseconds } from '../instant.ts'
import type { ConsentRecord, ConsentVersion } from './consent-record.ts'
import { limits } from './limits.ts'
import { type ConsentClock, type ConsentState, decisionTime, isOver, isStanding } from './live.ts'
import { allowedFields, allowedMetrics, excludedMetrics } from './scope.ts'

export interface ConsentContext {
  readonly platformId: PlatformId
  /** Every version of every consent that this patient has given, whether it holds or not. */
  readonly states: readonly ConsentState[]
  readonly clock: ConsentClock
}

export type ConsentRefusal =
  | { readonly type: 'OtherPlatform' }
  | { readonly type: 'NotRevocable' }
  | { readonly type: 'GrantedToOneself' }
  | { readonly type: 'NothingShared' }
  | { readonly type: 'NotAnEmergencyConsent' }
  | { readonly type: 'ClockOff' }
  | { readonly type: 'EndsBeforeStart' }
  | { readonly type: 'AlreadyOver' }
  | { readonly type: 'TooLong'; readonly daysMax: number }
  | { readonly type: 'WrongVersion'; readonly expected: number }
  | { readonly type: 'AlreadyEnded' }
  | { readonly type: 'OtherGrantee' }
  | { readonly type: 'UnknownSuperseded'; readonly consent: ConsentVersion }
  | { readonly type: 'MustSupersede'; readonly consents: readonly ConsentVersion[] }

type Check = (record: ConsentRecord, context: ConsentContext) => ConsentRefusal | null

/** Accepts a record, or gives the first rule that it breaks. */
export function checkConsent(
  record: ConsentRecord,
  context: ConsentContext,
): Result<ConsentRecord, ConsentRefusal> {
  for (const check of checks) {
    const refusal = check(record, context)
    if (refusal !== null) return err(refusal)
  }
  return ok(record)
}

function checkForm(record: ConsentRecord, { platformId }: ConsentContext): ConsentRefusal | null {
  if (record.platform_id !== platformId) return { type: 'OtherPlatform' }
  if (!record.revocable) return { type: 'NotRevocable' }
  if (idOf(record.granted_to) === idOf(record.patient_id)) return { type: 'GrantedToOneself' }
  return allowedFields(record).size === 0 ? { type: 'NothingShared' } : null
}

// Two brands of id are compared as the text that they are.
function idOf(id: string): string {
  return id
}

/** An emergency consent covers the one summary, for no one in particular; nothing else has that purpose or field. */
function checkEmergency(record: ConsentRecord): ConsentRefusal | null {
  const signs = [
    record.granted_to_type === 'emergency',
    record.purpose === 'emergency',
    record.granted_to === EMERGENCY_GRANTEE_ID,
    record.data_fields.includes('emergency_summary'),
  ]
  if (!signs.includes(true)) return null
  const isWhole = !signs.includes(false) && record.data_fields.length === 1
  return isWhole ? null : { type: 'NotAnEmergencyConsent' }
}

function checkTimes(record: ConsentRecord, { clock }: ConsentContext): ConsentRefusal | null {
  const created = instantToMilliseconds(record.created_at)
  const from = instantToMilliseconds(record.valid_from)
  const until = instantToMilliseconds(record.valid_until)
  if (Math.abs(created - decisionTime(clock)) > limits.consentClockSkewMax) return { type: 'ClockOff' }
  if (until <= from) return { type: 'EndsBeforeStart' }
  if (isOver(record, clock)) return { type: 'AlreadyOver' }
  const isTooLong = until - from > limits.consentMax || from - created > limits.consentMax
  return isTooLong ? { type: 'TooLong', daysMax: 366 } : null
}

function checkVersion(record: ConsentRecord, { states }: ConsentContext): ConsentRefusal | null {
  const earlier = states.filter((state) => state.record.consent_id === record.consent_id)
  const last = earlier.reduce((most, state) => Math.max(most, state.record.version), 0)
  if (record.version !== last + 1) return { type: 'WrongVersion', expected: last + 1 }
  if (earlier.some((state) => state.isEnded)) return { type: 'AlreadyEnded' }
  if (earlier.some((state) => !isSameGrantee(state.record, record))) return { type: 'OtherGrantee' }
  return null
}

function isSameGrantee(left: ConsentRecord, right: ConsentRecord): boolean {
  return (
    left.patient_id === right.patient_id &&
    left.granted_to === right.granted_to &&
    left.granted_to_type === right.granted_to_type
  )
}

function checkSuperseded(record: ConsentRecord, { states }: ConsentContext): ConsentRefusal | null {
  for (const consent of record.supersedes) {
    const known = states.find((state) => isVersion(state.record, consent))
    const mayReplace =
      known !== undefined && !known.isEnded && !known.isSuperseded && isSameGrantee(known.record, record)
    if (!mayReplace) return { type: 'UnknownSuperseded', consent }
  }
  return null
}

/** One standing consent per grantee and purpose, and no field shared by one and excluded by another. */
function checkConflicts(record: ConsentRecord, { states, clock }: ConsentContext): ConsentRefusal | null {
  const conflicts = states
    .filter((state) => isStanding(state) && !isOver(state.record, clock))
    .filter(({ record: other }) => !record.supersedes.some((consent) => isVersion(other, consent)))
    .filter(({ record: other }) => isSameGrantee(other, record) && contradicts(other, record))
    .map(({ record: { consent_id, version } }) => ({ consent_id, version }))
  return conflicts.length > 0 ? { type: 'MustSupersede', consents: conflicts } : null
}

function contradicts(left: ConsentRecord, right: ConsentRecord): boolean {
  if (left.consent_id === right.consent_id || left.purpose === right.purpose) return true
  return (
    meets(excludedMetrics(left), allowedMetrics(right)) || meets(excludedMetrics(right), allowedMetrics(left))
  )
}

function meets<Item>(left: ReadonlySet<Item>, right: ReadonlySet<Item>): boolean {
  return [...left].some((item) => right.has(item))
}

function isVersion(record: ConsentRecord, consent: ConsentVersion): boolean {
  return record.consent_id === consent.consent_id && record.version === consent.version
}

const checks: readonly Check[] = [
  checkForm,
  checkEmergency,
  checkTimes,
  checkVersion,
  checkSuperseded,
  checkConflicts,
]
