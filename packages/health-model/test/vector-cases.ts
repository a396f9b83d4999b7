/**
 * The cases of specs/vectors/{block,consent,audit-log,inbox-payload}: written to disk by write-vectors.ts and compared with it by
 * vectors.test.ts, so that no format changes unseen.
 */
import { createHash } from 'node:crypto'
import {
  AuditEvent,
  addSample,
  auditChainInput,
  auditChainStartInput,
  auditCommitmentInput,
  auditEventPayload,
  blockIdentity,
  blocksOfColumns,
  ConsentRecord,
  consentSigningBytes,
  DeviceId,
  encodeBlock,
  encodeBlockStored,
  encodeInboxPayload,
  type InboxKind,
  Instant,
  ItemId,
  itemSigningBytes,
  type MetricId,
  makeColumns,
  PatientId,
  RevocationRecord,
  readInboxContent,
  revocationSigningBytes,
  SourceId,
} from '@nornos/health-model'
import { toHex, utf8 } from '@nornos/std'

export interface VectorFile {
  /** Below specs/vectors. */
  readonly path: string
  readonly content: Readonly<Record<string, unknown>>
}

export async function vectorFiles(): Promise<VectorFile[]> {
  return [...(await blockFiles()), ...consentFiles(), ...auditFiles(), ...inboxFiles()]
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

const source = SourceId.parse('0123456789abcdef0123456789abcdef')
const device = DeviceId.parse('9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')
const patient = PatientId.parse('11111111-1111-4111-8111-111111111111')
const start = Date.UTC(2025, 2, 30)

type Row = readonly [start: number, end: number, value: number, unit: string, zone: string, told?: number]

function blockOf(metric: MetricId, rows: readonly Row[], span: 'day' | 'month') {
  const columns = makeColumns(metric, source)
  for (const row of rows) {
    if (!addSample(columns, ...row).ok) throw new Error('a vector row is not a sample')
  }
  const [block] = blocksOfColumns(columns, device, span)
  if (block === undefined) throw new Error('a vector has no rows')
  return block
}

async function blockFiles(): Promise<VectorFile[]> {
  const cases: readonly (readonly [string, MetricId, readonly Row[], 'day' | 'month'])[] = [
    ['one-moment', 'heart_rate', [[start + 1, start + 1, 61, '/min', '']], 'day'],
    ['regular-second', 'heart_rate', Array.from({ length: 1100 }, (_, index) => beat(index)), 'day'],
    [
      'durations-and-zones',
      'steps',
      [walk(0, 12, 'Europe/Berlin'), walk(1, 7, ''), walk(2, 31, 'Asia/Kathmandu')],
      'day',
    ],
    ['mixed-units', 'weight', [weigh(0, 81.5, 'kg'), weigh(1, 180.2, 'lb'), weigh(2, 81_400, 'g')], 'day'],
    ['floats', 'distance_walk_run', [run(0, Math.PI), run(1, 1 / 3), run(2, 1e-12)], 'day'],
    ['single-floats', 'distance_walk_run', [run(0, Math.fround(1 / 3)), run(1, Math.fround(Math.PI))], 'day'],
    ['month', 'heart_rate_resting', [monthly(1, 52), monthly(14, 53.5), monthly(31, 51)], 'month'],
    ['told-again', 'readiness_score', [score(1, 71, 4), score(2, 64, 5)], 'month'],
  ]
  const files = cases.map(async ([name, metric, rows, span]): Promise<VectorFile> => {
    const outdated = name === 'told-again' ? [score(2, 80, 4), score(2, 77, 3)] : []
    const block = blockOf(metric, [...outdated, ...rows], span)
    const stored = toHex(encodeBlockStored(block))
    const compressed = toHex(await encodeBlock(block))
    return {
      path: `block/${name}.json`,
      content: {
        expect: 'ok',
        key: block.key,
        samples: rows,
        ...(outdated.length === 0 ? {} : { outdated }),
        identity: toHex(blockIdentity(block.key)),
        stored,
        ...(compressed === stored ? {} : { deflated: compressed }),
      },
    }
  })
  return [...(await Promise.all(files)), ...refusedBlocks()]
}

const beat = (index: number): Row => [
  start + index * 1000,
  start + index * 1000,
  60 + (index % 5),
  '/min',
  '',
]
const run = (index: number, value: number): Row => [start + index * 9, start + index * 9, value, 'm', '']
const weigh = (index: number, value: number, unit: string): Row => [
  start + index,
  start + index,
  value,
  unit,
  '',
]
const walk = (index: number, steps: number, zone: string): Row => [
  start + index * 60_000,
  start + index * 60_000 + 55_000,
  steps,
  'count',
  zone,
]
const score = (day: number, value: number, toldOn: number): Row => {
  const at = Date.UTC(2025, 2, day, 5)
  return [at, at, value, '%', '', Date.UTC(2025, 2, toldOn, 12)]
}
const monthly = (day: number, value: number): Row => {
  const at = Date.UTC(2025, 2, day, 5)
  return [at, at, value, '/min', 'Europe/Berlin']
}

function refusedBlocks(): VectorFile[] {
  const whole = encodeBlockStored(blockOf('heart_rate', [beat(0), beat(1), beat(2)], 'day'))
  const changed = (at: number, byte: number) =>
    Uint8Array.from(whole, (old, index) => (index === at ? byte : old))
  const cases: readonly (readonly [string, Uint8Array])[] = [
    ['magic', changed(0, 0x58)],
    ['version', changed(4, 3)],
    ['truncated', whole.slice(0, 40)],
    ['metric', changed(12, 0x78)],
    ['body', Uint8Array.of(...whole, 0)],
    ['segment', changed(whole.length - 9, 1)],
  ]
  return cases.map(([expect, bytes]) => ({
    path: `block/refused-${expect}.json`,
    content: { expect, stored: toHex(bytes) },
  }))
}

const consent = ConsentRecord.parse({
  consent_id: '55555555-5555-4555-8555-555555555555',
  version: 1,
  platform_id: '44444444-4444-4444-8444-444444444444',
  patient_id: patient,
  granted_to: '22222222-2222-4222-8222-222222222222',
  granted_to_type: 'doctor',
  data_fields: ['hrv', 'sleep', 'activity'],
  excluded_fields: ['genomics', 'mental_health'],
  excluded_metrics: ['stand_hours'],
  data_since: '2024-07-01T00:00:00Z',
  resolution: { sleep: 'daily' },
  valid_from: '2025-01-01T00:00:00Z',
  valid_until: '2025-03-01T00:00:00Z',
  purpose: 'routine_checkup',
  purpose_note: 'Jährliche Untersuchung 🫀',
  revocable: true,
  external_model: false,
  recipient_may_keep: false,
  supersedes: [],
  created_at: '2024-12-31T23:55:00.250Z',
  created_via: 'app',
  device_id: device,
  roster_number: 3,
})

function consentFiles(): VectorFile[] {
  const revocation = RevocationRecord.parse({
    consent_id: consent.consent_id,
    version: 1,
    platform_id: consent.platform_id,
    patient_id: patient,
    revoked_at: '2025-02-01T08:00:00Z',
    device_id: device,
    roster_number: 3,
  })
  const item = {
    patientId: patient,
    field: 'hrv' as const,
    itemId: ItemId.parse('00112233445566778899aabbccddeeff'),
    version: 258,
  }
  const signed = itemSigningBytes({ ...item, payloadHash: sha256(utf8('payload')) })
  const bad: Readonly<Record<string, object>> = {
    'unknown-member': { ...consent, note: 'x' },
    'group-among-fields': { ...consent, data_fields: ['vitals'] },
    'field-twice': { ...consent, data_fields: ['hrv', 'hrv'] },
    'instant-with-offset': { ...consent, valid_until: '2025-03-01T00:00:00+00:00' },
    'upper-case-id': { ...consent, consent_id: 'AAAAAAAA-5555-4555-8555-555555555555' },
  }
  return [
    ok('consent', 'consent', consent, consentSigningBytes(consent)),
    ok('revocation', 'revocation', revocation, revocationSigningBytes(revocation)),
    ok('item', 'item', { ...item, payload: toHex(utf8('payload')) }, signed),
    ...Object.entries(bad).map(([name, input]) => ({
      path: `consent/refused-${name}.json`,
      content: { expect: 'refused', kind: 'consent', input },
    })),
  ]
}

function ok(name: string, kind: string, input: object, signed: Uint8Array): VectorFile {
  return { path: `consent/${name}.json`, content: { expect: 'ok', kind, input, signed: toHex(signed) } }
}

function auditFiles(): VectorFile[] {
  const event = AuditEvent.parse({
    eventId: '77777777-7777-4777-8777-777777777777',
    time: '2025-02-01T08:00:00.125Z',
    patientId: patient,
    actor: consent.granted_to,
    actorType: 'doctor',
    organizationId: '88888888-8888-4888-8888-888888888888',
    action: 'data.read',
    outcome: 'allowed',
    consentId: consent.consent_id,
    fields: ['hrv', 'sleep'],
    range: { from: '2025-01-01T00:00:00Z', until: null },
    purpose: 'routine_checkup',
    correlationId: '99999999-9999-4999-8999-999999999999',
    details: { items: 31, bytes: 20_480, resolution: 'raw' },
  })
  const salt = Uint8Array.from({ length: 32 }, (_, index) => index)
  const commitment = sha256(auditCommitmentInput(event, salt))
  const chain = sha256(auditChainInput(sha256(auditChainStartInput(patient)), 1, commitment))
  const bad: Readonly<Record<string, object>> = {
    'details-of-another-action': { ...event, action: 'consent.revoked' },
    'unknown-action': { ...event, action: 'data.stolen' },
    'health-value': { ...event, details: { ...event.details, heartRate: 61 } },
  }
  return [
    {
      path: 'audit-log/data-read.json',
      content: {
        expect: 'ok',
        event,
        salt: toHex(salt),
        canonical: new TextDecoder().decode(auditEventPayload(event)),
        commitment: toHex(commitment),
        chain_1: toHex(chain),
      },
    },
    ...Object.entries(bad).map(([name, input]) => ({
      path: `audit-log/refused-${name}.json`,
      content: { expect: 'refused', event: input },
    })),
  ]
}

function inboxFiles(): VectorFile[] {
  const doctor = { type: 'doctor', id: '22222222-2222-4222-8222-222222222222', name: 'Dr Solheim' } as const
  const sentAt = Instant.parse('2026-05-01T08:00:00Z')
  const header = { v: 1, from: doctor, name: 'Your results', contentType: 'text/plain', sentAt } as const
  const cloud = { type: 'cloud', id: 'withings', name: 'Withings' } as const
  const message = encodeInboxPayload(header, utf8('Please call.'))
  const json = 'application/json'
  const plan = {
    resourceType: 'TreatmentPlan',
    title: 'Sleep first',
    author: { doctorId: doctor.id, name: doctor.name, organization: 'A practice' },
    writtenAt: sentAt,
    summary: 'A regular night.',
    goals: ['Seven hours'],
    actions: [{ text: 'Lights out at 23:00', frequency: 'daily', until: null }],
    reviewOn: null,
  }
  const planBody = utf8(JSON.stringify(plan))
  const cases: readonly (readonly [string, InboxKind, string, Uint8Array<ArrayBuffer>])[] = [
    ['message', 'message', doctor.id, message],
    [
      'treatment-plan',
      'treatment-plan',
      doctor.id,
      encodeInboxPayload({ ...header, contentType: json }, planBody),
    ],
    [
      'document',
      'document',
      doctor.id,
      encodeInboxPayload({ ...header, contentType: 'application/pdf' }, utf8('%PDF-')),
    ],
    [
      'cloud-payload',
      'cloud-payload',
      'service:connect:withings',
      encodeInboxPayload({ ...header, from: cloud, contentType: json }, utf8('{}')),
    ],
    ['refused-other-sender', 'message', 'service:connect:withings', message],
    ['refused-other-kind', 'cloud-payload', doctor.id, message],
    ['refused-no-header', 'message', doctor.id, utf8('Please call.')],
    [
      'refused-unknown-member',
      'message',
      doctor.id,
      utf8(`${JSON.stringify({ ...header, more: 1 })}\nPlease call.`),
    ],
    ['refused-not-unicode', 'message', doctor.id, encodeInboxPayload(header, Uint8Array.of(0xff))],
  ]
  return cases.map(([name, kind, sender, payload]) => {
    const read = readInboxContent(kind, payload, sender)
    const content = { expect: read.ok ? 'ok' : read.error, kind, sender, payload: toHex(payload) }
    return { path: `inbox-payload/${name}.json`, content }
  })
}
