/** People and rows for tests of the database: consents that are well formed and signed by nobody. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Actor } from '@nornos/endpoint'
import {
  type AuditEvent,
  type ConsentRecord,
  DAY_MILLISECONDS,
  GranteeId,
  millisecondsToInstant,
  PatientId,
  PlatformId,
  SignedConsent,
} from '@nornos/health-model'
import type { Database, Transaction } from '@nornos/service-kit'
import { acceptOffers, insertOffer } from '../src/store/consent-store.ts'

export const platformId = PlatformId.parse(randomUUID())

export const service = { id: null, type: 'service' } as const
export const nobody = { id: null, type: 'anonymous' } as const
export const patientActor = (id: PatientId): Pick<Actor, 'type'> & { readonly id: PatientId } => ({
  id,
  type: 'patient',
})

/** A patient with a pinned roster. */
export async function makePatient(database: Database): Promise<PatientId> {
  const id = PatientId.parse(randomUUID())
  await database.asActor(patientActor(id), (tx) => pinRoster(tx, id, randomBytes(32)))
  return id
}

export async function pinRoster(tx: Transaction, patientId: string, key: Buffer, number = 1): Promise<void> {
  await tx.query('insert into roster_pins values ($1, $2) on conflict do nothing', [patientId, key])
  await tx.query(
    'insert into rosters (patient_id, number, root_public_key, hash, roster) values ($1, $2, $3, $4, $5)',
    [patientId, number, key, randomBytes(32), Buffer.from('roster')],
  )
}

export const makeGrantee = (): GranteeId => GranteeId.parse(randomUUID())

/** For 30 days from now, for `hrv` and `sleep`. */
export function makeConsent(
  patientId: PatientId,
  grantee: GranteeId,
  change: Partial<Record<keyof ConsentRecord, unknown>> = {},
): SignedConsent {
  const now = Date.now()
  return SignedConsent.parse({
    record: {
      consent_id: randomUUID(),
      version: 1,
      platform_id: platformId,
      patient_id: patientId,
      granted_to: grantee,
      granted_to_type: 'doctor',
      data_fields: ['hrv', 'sleep'],
      excluded_fields: ['genomics'],
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
    },
    signature: `${'A'.repeat(85)}A`,
  })
}

/** Puts a consent where both steps have been taken. */
export async function keepConsent(database: Database, signed: SignedConsent): Promise<void> {
  const patientId = signed.record.patient_id
  await database.asActor(patientActor(patientId), async (tx) => {
    const actId = randomUUID()
    await insertOffer(tx, signed, actId, new Date())
    await acceptOffers(tx, patientId, actId)
  })
}

export function makeEvent(patientId: PatientId, change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    eventId: randomUUID() as AuditEvent['eventId'],
    time: millisecondsToInstant(Date.now()),
    patientId,
    actor: patientId,
    actorType: 'patient',
    organizationId: null,
    action: 'roster.changed',
    outcome: 'allowed',
    consentId: null,
    fields: [],
    range: null,
    purpose: null,
    correlationId: randomUUID() as AuditEvent['correlationId'],
    details: { rosterNumber: 1 },
    ...change,
  }
}
