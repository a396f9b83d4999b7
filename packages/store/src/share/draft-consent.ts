/**
 * From what a person ticked to the records that they sign. Data in, records out; the rules are those that relay and
 * shared-data will ask again.
 */
import {
  ANALYSIS_AGENTS_ID,
  type ConsentClock,
  ConsentId,
  ConsentRecord,
  type ConsentState,
  checkConsent,
  DAY_MILLISECONDS,
  type DeviceId,
  expandFields,
  fieldIds,
  isFieldId,
  isStanding,
  millisecondsToInstant,
  type PatientId,
  type PlatformId,
} from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import type { ShareRequest } from './share-request.ts'

export interface DraftContext {
  readonly patientId: PatientId
  readonly platformId: PlatformId
  readonly deviceId: DeviceId
  readonly rosterNumber: number
  /** Milliseconds since 1970. */
  readonly now: number
  /** Every consent that the patient has given. */
  readonly states: readonly ConsentState[]
  /** A new id for a consent that continues none. */
  readonly newId: () => string
}

/** `rule`: the name of the rule that the share would break. */
export type ShareRefusal = { readonly type: 'NotShareable'; readonly rule: string }

type Party = Pick<ConsentRecord, 'granted_to' | 'granted_to_type'>

/** One consent for the person or organization, and one for the agents when they were ticked. */
export function draftConsents(
  request: ShareRequest,
  context: DraftContext,
): Result<readonly ConsentRecord[], ShareRefusal> {
  const grantee = draftOne(request, partyOf(request), context)
  if (!grantee.ok || !request.withAgents || request.granteeId === agents.granted_to) {
    return grantee.ok ? ok([grantee.value]) : grantee
  }
  const forAgents = draftOne(withStandingFields(request, context), agents, context)
  return forAgents.ok ? ok([grantee.value, forAgents.value]) : forAgents
}

const agents: Party = { granted_to: ANALYSIS_AGENTS_ID, granted_to_type: 'agent' }

function partyOf({ granteeId, granteeType }: ShareRequest): Party {
  const isAgents = granteeId === agents.granted_to
  return { granted_to: granteeId, granted_to_type: granteeType ?? (isAgents ? 'agent' : 'doctor') }
}

/**
 * The agents have one consent for a purpose, whomever they work for: sharing with a second doctor must not take from
 * the first what the agents were allowed. What is excluded now is excluded for all.
 */
function withStandingFields(request: ShareRequest, { now, states }: DraftContext): ShareRequest {
  const standing = states.filter(
    (state) =>
      isStanding(state) &&
      state.record.granted_to === agents.granted_to &&
      state.record.purpose === request.purpose &&
      Date.parse(state.record.valid_until) > now,
  )
  const fields = standing.flatMap(({ record }) =>
    record.data_fields.filter((field) => !record.excluded_fields.includes(field)),
  )
  const lastEnd = standing.reduce((last, { record }) => Math.max(last, Date.parse(record.valid_until)), 0)
  const days = Math.max(request.days, (lastEnd - now) / DAY_MILLISECONDS)
  return { ...request, fields: [...request.fields, ...fields], days }
}

function draftOne(
  request: ShareRequest,
  party: Party,
  context: DraftContext,
): Result<ConsentRecord, ShareRefusal> {
  const { excludedFields, fields } = request
  const ticked = fields.filter((id) => isFieldId(id))
  const expanded = expandFields({ dataFields: fields, excludedFields, ticked })
  if (!expanded.ok) return err({ type: 'NotShareable', rule: expanded.error.type })
  const { now, platformId, states } = context
  const before = continued(party, request, context)
  const last = before?.record
  const record = ConsentRecord.parse({
    consent_id: last?.consent_id ?? ConsentId.parse(context.newId()),
    version: last === undefined ? 1 : lastVersion(states, last.consent_id) + 1,
    platform_id: platformId,
    patient_id: context.patientId,
    ...party,
    data_fields: expanded.value.dataFields,
    excluded_fields: expanded.value.excludedFields,
    excluded_metrics: [...(request.excludedMetrics ?? [])],
    data_since: request.dataSince ?? null,
    resolution: Object.fromEntries(
      fieldIds.flatMap((id) => {
        const resolution = request.resolution?.[id]
        return resolution === undefined ? [] : [[id, resolution]]
      }),
    ),
    valid_from: millisecondsToInstant(now),
    valid_until: millisecondsToInstant(now + Math.round(request.days * DAY_MILLISECONDS)),
    purpose: request.purpose,
    purpose_note: null,
    revocable: true,
    external_model: false,
    recipient_may_keep: false,
    supersedes: last === undefined ? [] : [{ consent_id: last.consent_id, version: last.version }],
    created_at: millisecondsToInstant(now),
    created_via: 'app',
    device_id: context.deviceId,
    roster_number: context.rosterNumber,
  })
  return accept(record, context)
}

/** The consent that this one is the next version of: the standing one for the same grantee and purpose. */
function continued(
  { granted_to }: Party,
  { purpose }: ShareRequest,
  { now, states }: DraftContext,
): ConsentState | undefined {
  return states.find(
    (state) =>
      isStanding(state) &&
      state.record.granted_to === granted_to &&
      state.record.purpose === purpose &&
      Date.parse(state.record.valid_until) > now,
  )
}

function lastVersion(states: readonly ConsentState[], consentId: ConsentId): number {
  return states
    .filter(({ record }) => record.consent_id === consentId)
    .reduce((most, { record }) => Math.max(most, record.version), 0)
}

/** What contradicts the new consent ends in the same act. */
function accept(
  record: ConsentRecord,
  { now, platformId, states }: DraftContext,
): Result<ConsentRecord, ShareRefusal> {
  const clock: ConsentClock = { now, highWater: now }
  const checked = checkConsent(record, { platformId, states, clock })
  if (checked.ok) return checked
  if (checked.error.type !== 'MustSupersede') return err({ type: 'NotShareable', rule: checked.error.type })
  const replacing = { ...record, supersedes: [...record.supersedes, ...checked.error.consents] }
  const again = checkConsent(replacing, { platformId, states, clock })
  return again.ok ? again : err({ type: 'NotShareable', rule: again.error.type })
}
