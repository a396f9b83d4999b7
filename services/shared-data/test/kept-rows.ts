/** Rows for tests of the database alone: consents that are well formed and signed by nobody, items that hold noise. */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  ConsentRecord,
  DAY_MILLISECONDS,
  type FieldId,
  ItemId,
  millisecondsToInstant,
  PatientId,
  Signature,
  type SignedConsent,
} from '@nornos/health-model'
import type { Database, Transaction } from '@nornos/service-kit'
import { utf8 } from '@nornos/std'
import { type FieldKeyName, insertKey, retireKey } from '../src/store/field-key-store.ts'
import { insertGrant } from '../src/store/grant-store.ts'
import { type ItemToStore, upsertItems } from '../src/store/item-store.ts'
import { insertReadToken } from '../src/store/read-token-store.ts'
import { makeTokenHash } from './shared-data-alone.ts'

export const patient = (id: string) => ({ id, type: 'patient' }) as const
export const serviceFor = (id: string) => ({ id, type: 'service' }) as const
export const service = { id: null, type: 'service' } as const
export const nobody = { id: null, type: 'anonymous' } as const

export interface KeptPatient {
  readonly id: PatientId
  readonly grant: SignedConsent
  /** Live, for `hrv`. */
  readonly tokenHash: string
  /** Of `hrv`, in use. */
  readonly key: FieldKeyName
  /** Of `sleep`, which the token's grant does not cover. */
  readonly otherKey: FieldKeyName
  /** Of `activity`, on its way to destruction. */
  readonly retiredKey: FieldKeyName
}

/** A row in every table. */
export async function keepPatient(database: Database): Promise<KeptPatient> {
  const id = PatientId.parse(randomUUID())
  const [key, otherKey, retiredKey] = (['hrv', 'sleep', 'activity'] as const).map((field) => keyOf(id, field))
  if (!key || !otherKey || !retiredKey) throw new Error('three keys')
  const grant = makeGrant(id, { data_fields: ['hrv'] })
  const other = makeGrant(id, { data_fields: ['sleep'] })
  await database.asActor(patient(id), async (tx) => {
    await pinRoster(tx, id, randomBytes(32))
    await tx.query(`insert into revocations values ($1, $2, $3, 'x', shared_now())`, [
      id,
      ...revocationOf(id),
    ])
    await writeOutbox(tx, id)
  })
  const tokenHash = makeTokenHash()
  await database.asActor(serviceFor(id), async (tx) => {
    for (const signed of [grant, other]) await insertGrant(tx, signed, new Date())
    for (const one of [key, otherKey, retiredKey]) await insertKey(tx, one)
    await upsertItems(tx, id, [makeItem(key), makeItem(otherKey)])
    await retireKey(tx, retiredKey)
    await insertToken(tx, grant, tokenHash, 5)
  })
  return { id, grant, tokenHash, key, otherKey, retiredKey }
}

export async function pinRoster(tx: Transaction, patientId: string, key: Buffer, number = 1): Promise<void> {
  await tx.query('insert into roster_pins values ($1, $2) on conflict do nothing', [patientId, key])
  await tx.query(
    'insert into rosters (patient_id, number, root_public_key, hash, roster) values ($1, $2, $3, $4, $5)',
    [patientId, number, key, randomBytes(32), Buffer.from('roster')],
  )
}

export function revocationOf(patientId: string, consentId: string = randomUUID()): [string, string] {
  return [consentId, JSON.stringify({ consent_id: consentId, patient_id: patientId })]
}

export async function writeOutbox(tx: Transaction, patientId: string): Promise<void> {
  const eventId = randomUUID()
  await tx.query('insert into audit_outbox values ($1, $2, $3, shared_now())', [
    patientId,
    eventId,
    JSON.stringify({ eventId, patientId }),
  ])
}

export function makeGrant(
  patientId: PatientId,
  change: Partial<Record<keyof ConsentRecord, unknown>> = {},
): SignedConsent {
  const now = Date.now()
  const record = ConsentRecord.parse({
    consent_id: randomUUID(),
    version: 1,
    platform_id: randomUUID(),
    patient_id: patientId,
    granted_to: randomUUID(),
    granted_to_type: 'doctor',
    data_fields: ['hrv'],
    excluded_fields: [],
    excluded_metrics: [],
    data_since: null,
    resolution: {},
    valid_from: millisecondsToInstant(now - 60_000),
    valid_until: millisecondsToInstant(now + 30 * DAY_MILLISECONDS),
    purpose: 'routine_checkup',
    purpose_note: null,
    revocable: true,
    external_model: false,
    recipient_may_keep: false,
    supersedes: [],
    created_at: millisecondsToInstant(now),
    created_via: 'app',
    device_id: randomUUID(),
    roster_number: 1,
    ...change,
  })
  return { record, signature: Signature.parse('A'.repeat(86)) }
}

export function keyOf(patientId: PatientId, field: FieldId): FieldKeyName {
  return { patientId, field, keyId: randomUUID() }
}

export function makeItem({ field, keyId }: FieldKeyName): ItemToStore {
  return {
    ...{ field, keyId, version: 1, kind: 'block', month: '2025-01', size: 20 },
    itemId: ItemId.parse(randomBytes(16).toString('hex')),
    metricTag: new Uint8Array(16),
    body: Buffer.concat([utf8('NVB1'), randomBytes(100)]),
  }
}

/** Registered now; ends in so many minutes. */
export async function insertToken(
  tx: Transaction,
  grant: SignedConsent,
  tokenHash: string,
  minutes: number,
): Promise<void> {
  const { record } = grant
  const expiresAt = new Date(Date.now() + minutes * 60_000)
  await insertReadToken(tx, {
    ...{ tokenHash, consent: record, agentConsent: null, keyThumbprint: 'k', expiresAt },
  })
}
