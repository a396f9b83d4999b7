/**
 * Goal: nobody reads without a live consent that names the field, and no consent is accepted that breaks a rule.
 * Method: random histories of consents against a slow obvious oracle; then each rule with an allowed and a denied case.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type FieldId, fieldIds, isFieldId } from '../fields.ts'
import { ConsentId, DeviceId, EMERGENCY_GRANTEE_ID, GranteeId, PatientId, PlatformId } from '../ids.ts'
import { DAY_MILLISECONDS, millisecondsToInstant } from '../instant.ts'
import { fieldOfMetric, type MetricId, metricIds, metricsOfField } from '../metrics/catalogue.ts'
import { checkConsent } from './check-consent.ts'
import { checkRevocation } from './check-revocation.ts'
import { ConsentRecord, consentSigningBytes, revocationSigningBytes } from './consent-record.ts'
import { decideRead } from './decide-read.ts'
import { expandFields } from './expand-fields.ts'
import { type ConsentState, isLive, liveCuts } from './live.ts'
import { allowedFields, allowedMetrics } from './scope.ts'

const noon = Date.UTC(2025, 0, 1, 12)
const clock = { now: noon, highWater: 0 }
const patient = PatientId.parse('11111111-1111-4111-8111-111111111111')
const doctor = GranteeId.parse('22222222-2222-4222-8222-222222222222')
const otherDoctor = GranteeId.parse('33333333-3333-4333-8333-333333333333')
const platformId = PlatformId.parse('44444444-4444-4444-8444-444444444444')
const consentIds = ['5', '6', '7'].map((digit) =>
  ConsentId.parse(`${digit.repeat(8)}-${digit.repeat(4)}-4555-8555-${digit.repeat(12)}`),
)
const [consentA, consentB] = consentIds
assert.ok(consentA && consentB)

const base: ConsentRecord = {
  consent_id: consentA,
  version: 1,
  platform_id: platformId,
  patient_id: patient,
  granted_to: doctor,
  granted_to_type: 'doctor',
  data_fields: ['hrv', 'sleep', 'activity'],
  excluded_fields: ['genomics', 'mental_health'],
  excluded_metrics: [],
  data_since: null,
  resolution: {},
  valid_from: millisecondsToInstant(noon),
  valid_until: millisecondsToInstant(noon + 30 * DAY_MILLISECONDS),
  purpose: 'routine_checkup',
  purpose_note: null,
  revocable: true,
  external_model: false,
  recipient_may_keep: false,
  supersedes: [],
  created_at: millisecondsToInstant(noon),
  created_via: 'app',
  device_id: DeviceId.parse('99999999-9999-4999-8999-999999999999'),
  roster_number: 1,
}

function state(change: Partial<ConsentRecord> = {}, what: Partial<ConsentState> = {}): ConsentState {
  const record = ConsentRecord.parse({ ...base, ...change })
  return { record, isEnded: false, isSuperseded: false, isSuspended: false, ...what }
}

const someFields = fc.subarray([...fieldIds], { maxLength: 8 })
const anyState = fc
  .record({
    fields: fc.subarray([...fieldIds], { minLength: 1, maxLength: 8 }),
    excluded: someFields,
    metrics: fc.subarray([...metricIds], { maxLength: 20 }),
    to: fc.constantFrom(doctor, otherDoctor),
    type: fc.constantFrom('doctor' as const, 'organization' as const),
    purpose: fc.constantFrom('treatment' as const, 'routine_checkup' as const),
    from: fc.integer({ min: -3, max: 3 }),
    days: fc.integer({ min: 0, max: 4 }),
    isEnded: fc.boolean(),
    isSuperseded: fc.boolean(),
    isSuspended: fc.boolean(),
  })
  .map((given) => {
    const from = noon + given.from * DAY_MILLISECONDS
    return state(
      {
        data_fields: given.fields,
        excluded_fields: given.excluded,
        excluded_metrics: given.metrics,
        granted_to: given.to,
        granted_to_type: given.type,
        purpose: given.purpose,
        valid_from: millisecondsToInstant(from),
        valid_until: millisecondsToInstant(from + given.days * DAY_MILLISECONDS),
      },
      {
        isEnded: given.isEnded,
        isSuperseded: given.isSuperseded && given.isEnded,
        isSuspended: given.isSuspended,
      },
    )
  })

/** The rules of the design read aloud, one metric at a time, with no data structure. */
function oracleAllows(record: ConsentRecord, metric: MetricId): boolean {
  let allowed = false
  for (const named of record.data_fields) if (named === fieldOfMetric(metric)) allowed = true
  for (const named of record.excluded_fields) if (named === fieldOfMetric(metric)) allowed = false
  for (const named of record.excluded_metrics) if (named === metric) allowed = false
  return allowed
}

function oracleIsLive(one: ConsentState, now: number, highWater: number): boolean {
  const time = now > highWater ? now : highWater
  if (one.isEnded || one.isSuperseded || one.isSuspended) return false
  return Date.parse(one.record.valid_from) <= time && time < Date.parse(one.record.valid_until)
}

test('what a consent covers is what the rules say, metric by metric', () => {
  fc.assert(
    fc.property(anyState, ({ record }) => {
      const expected = metricIds.filter((id) => oracleAllows(record, id))
      assert.deepEqual(new Set(allowedMetrics(record)), new Set(expected))
      assert.deepEqual(new Set(allowedFields(record)), new Set(expected.map(fieldOfMetric)))
    }),
  )
})

test('a read is allowed exactly when one live consent of that grantee and purpose covers every field', () => {
  fc.assert(
    fc.property(
      fc.array(anyState, { maxLength: 6 }),
      fc.subarray([...fieldIds], { maxLength: 3 }),
      fc.integer({ min: -3, max: 5 }),
      fc.integer({ min: -3, max: 5 }),
      fc.constantFrom('treatment' as const, 'routine_checkup' as const),
      (states, fields, nowDays, highWaterDays, purpose) => {
        const now = noon + nowDays * DAY_MILLISECONDS
        const highWater = noon + highWaterDays * DAY_MILLISECONDS
        const live = states.filter(
          (one) =>
            oracleIsLive(one, now, highWater) &&
            one.record.granted_to === doctor &&
            one.record.granted_to_type === 'doctor' &&
            one.record.purpose === purpose,
        )
        const covers = (one: ConsentState) =>
          fields.length > 0 &&
          fields.every((id) => metricsOfField(id).some((metric) => oracleAllows(one.record, metric)))
        const request = {
          patientId: patient,
          grantee: doctor,
          granteeType: 'doctor' as const,
          purpose,
          fields,
        }
        const decided = decideRead(request, states, { now, highWater })
        assert.equal(decided.ok, live.length === 1 && live.every(covers))
      },
    ),
    { numRuns: 2000 },
  )
})

test('what must be published is covered by a live consent, and everything that is covered is published', () => {
  fc.assert(
    fc.property(fc.array(anyState, { maxLength: 5 }), (states) => {
      const cuts = liveCuts(states, clock)
      const published = new Set([...cuts.values()].flat().flatMap((cut) => [...cut.metrics]))
      const live = states.filter((one) => oracleIsLive(one, noon, 0))
      const expected = metricIds.filter((id) => live.some((one) => oracleAllows(one.record, id)))
      assert.deepEqual(published, new Set(expected))
    }),
  )
})

test('a clock that is set back revives nothing', () => {
  const over = noon + 30 * DAY_MILLISECONDS
  assert.equal(isLive(state(), { now: noon, highWater: 0 }), true)
  assert.equal(isLive(state(), { now: noon, highWater: over }), false)
  assert.equal(isLive(state(), { now: over - 1, highWater: 0 }), true)
  assert.equal(isLive(state(), { now: over, highWater: 0 }), false)
  assert.equal(isLive(state(), { now: noon - 1, highWater: 0 }), false)
})

function refusal(
  change: Partial<ConsentRecord>,
  states: readonly ConsentState[] = [],
  now = noon,
): string | null {
  const checked = checkConsent(state(change).record, { platformId, states, clock: { now, highWater: 0 } })
  return checked.ok ? null : checked.error.type
}

const days = (count: number) => millisecondsToInstant(noon + count * DAY_MILLISECONDS)

test('a first consent is accepted, and each rule about the record alone refuses what breaks it', () => {
  assert.equal(refusal({}), null)
  assert.equal(refusal({ valid_until: days(366) }), null)
  assert.equal(refusal({ valid_until: days(367) }), 'TooLong')
  assert.equal(refusal({ valid_from: days(400), valid_until: days(401) }), 'TooLong')
  assert.equal(refusal({ valid_until: base.valid_from }), 'EndsBeforeStart')
  assert.equal(refusal({ valid_from: days(-9), valid_until: days(0) }), 'AlreadyOver')
  assert.equal(refusal({}, [], noon + 10 * 60_000), null)
  assert.equal(refusal({}, [], noon + 10 * 60_000 + 1), 'ClockOff')
  assert.equal(refusal({}, [], noon - 10 * 60_000 - 1), 'ClockOff')
  assert.equal(refusal({ revocable: false }), 'NotRevocable')
  assert.equal(refusal({ platform_id: PlatformId.parse(doctor) }), 'OtherPlatform')
  assert.equal(refusal({ granted_to: GranteeId.parse(patient) }), 'GrantedToOneself')
  assert.equal(refusal({ excluded_fields: ['hrv', 'sleep', 'activity'] }), 'NothingShared')
  assert.equal(
    refusal({ data_fields: ['hrv'], excluded_metrics: [...metricsOfField('hrv')] }),
    'NothingShared',
  )
})

test('an emergency consent covers the summary for anyone on duty, and nothing else may look like one', () => {
  const emergency = {
    granted_to_type: 'emergency' as const,
    granted_to: EMERGENCY_GRANTEE_ID,
    purpose: 'emergency' as const,
    data_fields: ['emergency_summary' as const],
  }
  assert.equal(refusal(emergency), null)
  assert.equal(refusal({ ...emergency, data_fields: ['emergency_summary', 'labs'] }), 'NotAnEmergencyConsent')
  assert.equal(refusal({ ...emergency, granted_to: doctor }), 'NotAnEmergencyConsent')
  assert.equal(refusal({ purpose: 'emergency' }), 'NotAnEmergencyConsent')
  assert.equal(refusal({ data_fields: ['hrv', 'emergency_summary'] }), 'NotAnEmergencyConsent')
})

test('a change is the next version, and what has ended stays ended', () => {
  const first = state()
  const next = { version: 2, supersedes: [{ consent_id: consentA, version: 1 }] }
  assert.equal(refusal(next, [first]), null)
  assert.equal(refusal({ version: 2 }, [first]), 'MustSupersede')
  assert.equal(refusal({ ...next, version: 3 }, [first]), 'WrongVersion')
  assert.equal(refusal({}, [first]), 'WrongVersion')
  assert.equal(refusal(next, [state({}, { isEnded: true })]), 'AlreadyEnded')
  assert.equal(refusal({ ...next, granted_to: otherDoctor }, [first]), 'OtherGrantee')
  assert.equal(refusal({ supersedes: [{ consent_id: consentB, version: 1 }] }), 'UnknownSuperseded')
})

test('an exclusion that meets another consent of the same grantee must end it in the same act', () => {
  const other = state({
    consent_id: consentB,
    purpose: 'treatment',
    data_fields: ['labs'],
    excluded_fields: [],
  })
  const supersedes = [{ consent_id: consentB, version: 1 }]
  assert.equal(refusal({}, [other]), null)
  assert.equal(refusal({ excluded_fields: ['labs'] }, [other]), 'MustSupersede')
  assert.equal(refusal({ excluded_metrics: ['hba1c'] }, [other]), 'MustSupersede')
  assert.equal(refusal({ excluded_fields: ['labs'], supersedes }, [other]), null)
  // The other way round: sharing what a standing consent excludes.
  const excluding = state({
    consent_id: consentB,
    purpose: 'treatment',
    data_fields: ['labs'],
    excluded_fields: ['hrv'],
  })
  assert.equal(refusal({}, [excluding]), 'MustSupersede')
  assert.equal(refusal({}, [state({ ...excluding.record, granted_to: otherDoctor })]), null)
  assert.equal(refusal({}, [{ ...excluding, isEnded: true }]), null)
})

test('two consents for one grantee and purpose never stand together', () => {
  const other = state({ consent_id: consentB })
  assert.equal(refusal({}, [other]), 'MustSupersede')
  assert.equal(refusal({ purpose: 'treatment' }, [other]), null)
})

test('groups become fields, and what is very sensitive needs a tick of its own', () => {
  const open = expandFields({ dataFields: ['vitals', 'sleep'], excludedFields: ['temperature'], ticked: [] })
  assert.deepEqual(open, {
    ok: true,
    value: {
      dataFields: ['heart_rate', 'hrv', 'blood_pressure', 'sleep', 'respiration_oxygen', 'temperature'],
      excludedFields: ['temperature'],
    },
  })
  const named = { dataFields: ['genomics', 'sleep'] as FieldId[], excludedFields: [] }
  assert.deepEqual(expandFields({ ...named, ticked: [] }), {
    ok: false,
    error: { type: 'NotTicked', fields: ['genomics'] },
  })
  assert.equal(expandFields({ ...named, ticked: ['genomics'] }).ok, true)
  assert.equal(isFieldId('vitals'), false)
})

test('a revocation ends every version, again and again, but no consent of another patient', () => {
  const record = {
    consent_id: consentA,
    version: 1,
    platform_id: platformId,
    patient_id: patient,
    revoked_at: base.created_at,
    device_id: base.device_id,
    roster_number: 1,
  }
  const states = [state({}, { isSuperseded: true }), state({ version: 2 }), state({ consent_id: consentB })]
  const ended = checkRevocation(record, { platformId, states })
  assert.ok(ended.ok)
  assert.deepEqual(ended.value, states.slice(0, 2))
  const foreign = { ...record, patient_id: PatientId.parse(doctor) }
  assert.equal(checkRevocation(foreign, { platformId, states }).ok, false)
  assert.notDeepEqual(revocationSigningBytes(record), consentSigningBytes(base))
})

test('a record with one member more, less or otherwise spelt is none', () => {
  const good = ConsentRecord.safeParse(base)
  assert.equal(good.success, true)
  const { purpose_note: _, ...less } = base
  const bad: readonly unknown[] = [
    less,
    { ...base, extra: 1 },
    { ...base, data_fields: ['hrv', 'hrv'] },
    { ...base, data_fields: ['vitals'] },
    { ...base, data_fields: [] },
    { ...base, valid_until: '2025-02-30T00:00:00Z' },
    { ...base, valid_until: '2025-03-01T00:00:00.000Z' },
    { ...base, valid_until: '2025-03-01T00:00:00+00:00' },
    { ...base, patient_id: base.patient_id.toUpperCase().replace('1', 'A') },
    { ...base, version: 0 },
    { ...base, version: 1.5 },
    { ...base, resolution: { hrv: 'weekly' } },
    { ...base, resolution: { hearts: 'raw' } },
    { ...base, purpose: 'curiosity' },
  ]
  for (const record of bad)
    assert.equal(ConsentRecord.safeParse(record).success, false, JSON.stringify(record))
})
