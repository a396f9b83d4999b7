/**
 * A patient's device as far as relay can tell: a root key, a roster it signed, a device that signs. Built here byte
 * by byte from specs/key-hierarchy.md, not with the code that makes real vaults: no service may reach that.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  type ConsentRecord,
  consentSigningBytes,
  DeviceId,
  GranteeId,
  millisecondsToInstant,
  PatientId,
  type PlatformId,
  revocationSigningBytes,
  SignedConsent,
  SignedRevocation,
  signingBytes,
} from '@nornos/health-model'
import { type Bytes, canonicalJson, concat, toBase64Url, utf8 } from '@nornos/std'
import { makeConsent } from './kept-rows.ts'

export interface SigningPatient {
  readonly id: PatientId
  readonly deviceId: DeviceId
  /** The first roster as it is sent. */
  readonly roster: Bytes
  /** The roster after `last`, signed by this patient's root key unless another is given. */
  nextRoster(last: Bytes, number: number, rootKey?: CryptoKeyPair): Promise<Bytes>
  consent(grantee: string, change?: Partial<Record<keyof ConsentRecord, unknown>>): Promise<SignedConsent>
  revocation(consent: SignedConsent): Promise<SignedRevocation>
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
  return {
    id,
    deviceId,
    roster: await signRoster({ ...body, number: 1, previous: null }, root),
    nextRoster: async (last, number, rootKey = root) =>
      signRoster(
        { ...body, rootPublicKey: await publicKeyOf(rootKey), number, previous: await hashOf(last) },
        rootKey,
      ),
    consent: async (grantee, change) => {
      const { record } = makeConsent(id, GranteeId.parse(grantee), {
        platform_id: platformId,
        device_id: deviceId,
        ...change,
      })
      return SignedConsent.parse({ record, signature: await sign(device, consentSigningBytes(record)) })
    },
    revocation: async ({ record }) => {
      const { consent_id, version, platform_id, patient_id, device_id, roster_number } = record
      const revocation = {
        consent_id,
        version,
        platform_id,
        patient_id,
        device_id,
        roster_number,
        revoked_at: millisecondsToInstant(Date.now()),
      }
      const signature = await sign(device, revocationSigningBytes(revocation))
      return SignedRevocation.parse({ record: revocation, signature })
    },
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

async function hashOf(bytes: Bytes): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}
