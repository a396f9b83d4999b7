/**
 * A patient's device as far as shared-data can tell: a root key, a roster it signed, a device that signs. Built here
 * byte by byte from specs/key-hierarchy.md, not with the code that makes real vaults: no service may reach that.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { PublishedItem } from '@nornos/contracts'
import {
  ConsentRecord,
  consentSigningBytes,
  DAY_MILLISECONDS,
  DeviceId,
  type ItemClaim,
  itemSigningBytes,
  millisecondsToInstant,
  PatientId,
  type PlatformId,
  RevocationRecord,
  revocationSigningBytes,
  Signature,
  type SignedConsent,
  type SignedRevocation,
  signingBytes,
} from '@nornos/health-model'
import { type Bytes, canonicalJson, concat, toBase64Url, utf8 } from '@nornos/std'

export type ConsentChange = Partial<Record<keyof ConsentRecord, unknown>>
export type UnsignedItem = Omit<PublishedItem, 'payload' | 'deviceId' | 'signature'>

export interface SigningPatient {
  readonly id: PatientId
  readonly deviceId: DeviceId
  /** The first roster as it is sent. */
  readonly roster: Bytes
  /** The roster after `last`; signed by another root key or with other devices when they are given. */
  nextRoster(last: Bytes, number: number, other?: RosterChange): Promise<Bytes>
  /** For 30 days from now, for `hrv` and `sleep`. */
  consent(grantee: string, change?: ConsentChange): Promise<SignedConsent>
  /** The next version of the consent, in its place. */
  nextVersion(consent: SignedConsent, change: ConsentChange): Promise<SignedConsent>
  revocation(consent: SignedConsent): Promise<SignedRevocation>
  item(item: UnsignedItem, payload: Bytes): Promise<PublishedItem>
}

export interface RosterChange {
  readonly rootKey?: CryptoKeyPair
  readonly withoutDevices?: true
}

export const makeSigningKey = async (): Promise<CryptoKeyPair> =>
  (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair

export async function makeSigningPatient(platformId: PlatformId): Promise<SigningPatient> {
  const id = PatientId.parse(randomUUID())
  const deviceId = DeviceId.parse(randomUUID())
  const [root, device] = await Promise.all([makeSigningKey(), makeSigningKey()])
  const devices = [
    { id: deviceId, publicKey: await publicKeyOf(device), addedAt: new Date().toISOString(), name: 'test' },
  ]
  const body = { vaultId: id, rootPublicKey: await publicKeyOf(root), devices }
  const signConsent = async (record: ConsentRecord) => ({
    record,
    signature: Signature.parse(await sign(device, consentSigningBytes(record))),
  })
  return {
    id,
    deviceId,
    roster: await signRoster({ ...body, number: 1, previous: null }, root),
    nextRoster: async (last, number, { rootKey = root, withoutDevices } = {}) =>
      signRoster(
        {
          ...body,
          devices: withoutDevices ? [] : devices,
          rootPublicKey: await publicKeyOf(rootKey),
          number,
          previous: toBase64Url(await hashOf(last)),
        },
        rootKey,
      ),
    consent: async (grantee, change = {}) =>
      signConsent(
        ConsentRecord.parse({
          ...plainConsent(Date.now()),
          platform_id: platformId,
          patient_id: id,
          granted_to: grantee,
          device_id: deviceId,
          ...change,
        }),
      ),
    nextVersion: async ({ record }, change) =>
      signConsent(
        ConsentRecord.parse({
          ...record,
          version: record.version + 1,
          supersedes: [{ consent_id: record.consent_id, version: record.version }],
          created_at: millisecondsToInstant(Date.now()),
          ...change,
        }),
      ),
    revocation: async ({ record: { consent_id, version, platform_id, patient_id, roster_number } }) => {
      const record = RevocationRecord.parse({
        ...{ consent_id, version, platform_id, patient_id, device_id: deviceId, roster_number },
        revoked_at: millisecondsToInstant(Date.now()),
      })
      return { record, signature: Signature.parse(await sign(device, revocationSigningBytes(record))) }
    },
    item: async (item, payload) => {
      const claim: ItemClaim = { ...item, patientId: id, payloadHash: await hashOf(payload) }
      const signature = Signature.parse(await sign(device, itemSigningBytes(claim)))
      return { ...item, payload: toBase64Url(payload), deviceId, signature }
    },
  }
}

function plainConsent(now: number) {
  return {
    consent_id: randomUUID(),
    version: 1,
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
    roster_number: 1,
  }
}

interface RosterFacts {
  readonly vaultId: string
  readonly number: number
  readonly previous: string | null
  readonly rootPublicKey: string
  readonly devices: readonly { id: string; publicKey: string; addedAt: string; name: string }[]
}

/** "NVR1" ‖ length ‖ body ‖ MAC ‖ signature. Services cannot check the MAC: any 32 bytes do. */
async function signRoster(facts: RosterFacts, rootKey: CryptoKeyPair): Promise<Bytes> {
  const inboxPublicKey = toBase64Url(new Uint8Array(1_216))
  const body = utf8(canonicalJson({ v: 1, ...facts, epoch: 0, inboxPublicKey, slots: [], delegates: [] }))
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.length)
  const signature = await crypto.subtle.sign('Ed25519', rootKey.privateKey, signingBytes('roster', body))
  return concat(utf8('NVR1'), length, body, randomBytes(32), new Uint8Array(signature))
}

async function sign(key: CryptoKeyPair, bytes: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, bytes)))
}

async function publicKeyOf(key: CryptoKeyPair): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', key.publicKey)))
}

async function hashOf(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
