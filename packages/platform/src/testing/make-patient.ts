/**
 * A patient with a vault on one device, made with the same cryptography as the app but nothing else of it: tests sign
 * whatever they want, also what the app never would.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { type CreatedVault, createVault, makeKitEntropy, signAsDevice } from '@nornos/crypto/vault-seal'
import {
  type ConsentId,
  ConsentRecord,
  consentPayload,
  DeviceId,
  type FieldId,
  type GranteeId,
  type Instant,
  millisecondsToInstant,
  PatientId,
  RevocationRecord,
  Signature,
  type SignedConsent,
  type SignedRevocation,
} from '@nornos/health-model'
import { type Bytes, fromBase64Url, present, toBase64Url } from '@nornos/std'
import type { Installation } from '../compose/installation.ts'
import type { TestPerson } from './people.ts'

export interface TestPatient extends TestPerson {
  readonly patientId: PatientId
  readonly deviceId: DeviceId
  readonly created: CreatedVault
  /** Opens the vault, also on a device that the app makes: what a browser would give. */
  readonly passkey: { readonly credentialId: string; readonly first: Bytes; readonly second: Bytes }
  /** A consent for 30 days of routine checkup, changed by `changes`, signed by this device. */
  draftConsent(changes: Partial<ConsentRecord> & { readonly granted_to: GranteeId }): Promise<SignedConsent>
  /** Gives the consent; throws when it is refused. */
  share(
    granteeId: string,
    fields: readonly FieldId[],
    changes?: Partial<ConsentRecord>,
  ): Promise<SignedConsent>
  draftRevocation(consent: SignedConsent): Promise<SignedRevocation>
  /** Ends the consent; throws when it is refused. */
  stopSharing(consent: SignedConsent): Promise<void>
}

const dayMs = 86_400_000

export async function makePatient(
  installation: Pick<Installation, 'clock' | 'platformId'>,
  person: TestPerson,
): Promise<TestPatient> {
  const { clock, platformId } = installation
  const patientId = PatientId.parse(person.id)
  const deviceId = DeviceId.parse(randomUUID())
  const passkey = makePasskey()
  const created = await makeVault(patientId, deviceId, passkey, clock.now())
  await uploadVault(person, created)

  const instant = (offsetMs: number): Instant => millisecondsToInstant(clock.now().getTime() + offsetMs)
  const sign = async (kind: 'consent' | 'revocation', record: ConsentRecord | RevocationRecord) =>
    Signature.parse(toBase64Url(await signAsDevice(created.device, kind, consentPayload(record))))

  const draftConsent: TestPatient['draftConsent'] = async (changes) => {
    const record = ConsentRecord.parse({
      consent_id: randomUUID(),
      version: 1,
      platform_id: platformId,
      patient_id: patientId,
      granted_to_type: 'doctor',
      data_fields: ['hrv', 'sleep', 'activity'],
      excluded_fields: ['genomics', 'mental_health'],
      excluded_metrics: [],
      data_since: null,
      resolution: {},
      valid_from: instant(-60_000),
      valid_until: instant(30 * dayMs),
      purpose: 'routine_checkup',
      purpose_note: null,
      revocable: true,
      external_model: false,
      recipient_may_keep: false,
      supersedes: [],
      created_at: instant(0),
      created_via: 'app',
      device_id: deviceId,
      roster_number: created.roster.roster.number,
      ...changes,
    })
    return { record, signature: await sign('consent', record) }
  }
  const draftRevocation: TestPatient['draftRevocation'] = async ({ record: { consent_id, version } }) => {
    const record = RevocationRecord.parse({
      consent_id,
      version,
      platform_id: platformId,
      patient_id: patientId,
      revoked_at: instant(0),
      device_id: deviceId,
      roster_number: created.roster.roster.number,
    })
    return { record, signature: await sign('revocation', record) }
  }
  return {
    ...person,
    ...{ patientId, deviceId, created, passkey, draftConsent, draftRevocation },
    share: async (granteeId, fields, changes = {}) => {
      const consent = await draftConsent({
        granted_to: granteeId as GranteeId,
        data_fields: [...fields],
        ...changes,
      })
      const reply = await person.api.consentCreate({ body: { consents: [consent] } })
      if (reply.problem !== undefined) throw new Error(`consent refused: ${reply.problem} ${reply.detail}`)
      return consent
    },
    stopSharing: async (consent) => {
      const body = await draftRevocation(consent)
      const consentId: ConsentId = consent.record.consent_id
      const reply = await person.api.consentRevoke({ params: { consentId }, body })
      if (reply.problem !== undefined) throw new Error(`revocation refused: ${reply.problem} ${reply.detail}`)
    },
  }
}

function makeVault(vaultId: PatientId, deviceId: DeviceId, passkey: TestPatient['passkey'], now: Date) {
  const { credentialId, ...prf } = passkey
  return createVault({
    vaultId,
    deviceId,
    deviceName: 'Test browser',
    now: now.getTime(),
    openers: [
      { slotId: randomUUID(), opener: { kind: 'kit', entropy: makeKitEntropy() } },
      {
        slotId: randomUUID(),
        opener: { kind: 'passkey', credentialId: present(fromBase64Url(credentialId), 'canonical'), prf },
      },
    ],
  })
}

/** Words would take a second each time that a patient is made. */
function makePasskey(): TestPatient['passkey'] {
  const secret = () => new Uint8Array(randomBytes(32))
  return { credentialId: randomBytes(20).toString('base64url'), first: secret(), second: secret() }
}

/** Creates the vault on the server and pins the roster where consents are decided and data are stored. */
async function uploadVault({ api, id }: TestPerson, created: CreatedVault): Promise<void> {
  const roster = { roster: toBase64Url(created.roster.bytes) }
  const replies = [
    await api.vaultCreate({
      body: {
        vaultId: PatientId.parse(id),
        roster,
        keyring: toBase64Url(created.keyring.bytes),
        commit: toBase64Url(created.genesis.bytes),
        slots: created.slots.map(({ entry, bytes }) => ({ slotId: entry.id, body: toBase64Url(bytes) })),
      },
    }),
    await api.rosterPin({ body: roster }),
    await api.sharedRosterPin({ body: roster }),
  ]
  for (const reply of replies) {
    if (reply.problem !== undefined) throw new Error(`vault refused: ${reply.problem} ${reply.detail}`)
  }
}
