/**
 * The consent record: a legal document, signed by the patient's device over its canonical JSON, hence snake_case
 * and strict to the letter. Normative text: specs/consent.md. Read next: check-consent.ts, decide-read.ts.
 */
import { type Bytes, canonicalJson, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { FieldId, fieldIds } from '../fields.ts'
import { ConsentId, DeviceId, GranteeId, PatientId, PlatformId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { MetricId, metricIds } from '../metrics/catalogue.ts'
import { signingBytes } from '../signing.ts'
import { CreatedVia, GranteeType, Purpose, Resolution } from './purposes.ts'

function isUnique(items: readonly unknown[]): boolean {
  return new Set(items).size === items.length
}

function isWellFormed(text: string): boolean {
  return text.isWellFormed()
}

const counter = z.int().check(z.minimum(1), z.maximum(2 ** 31 - 1))

/** One version of one consent. */
export const ConsentVersion = z.strictObject({ consent_id: ConsentId, version: counter })
export type ConsentVersion = z.infer<typeof ConsentVersion>

export const ConsentRecord = z.strictObject({
  consent_id: ConsentId,
  version: counter,
  platform_id: PlatformId,
  patient_id: PatientId,
  granted_to: GranteeId,
  granted_to_type: GranteeType,
  /** Groups are expanded before signing: only fields stand here. */
  data_fields: z
    .array(FieldId)
    .check(z.minLength(1), z.maxLength(fieldIds.length), z.refine(isUnique, 'a field is named twice')),
  excluded_fields: z
    .array(FieldId)
    .check(z.maxLength(fieldIds.length), z.refine(isUnique, 'a field is named twice')),
  excluded_metrics: z
    .array(MetricId)
    .check(z.maxLength(metricIds.length), z.refine(isUnique, 'a metric is named twice')),
  /** Nothing measured before it. */
  data_since: z.nullable(Instant),
  /** By field; a field that is not named is `raw`. */
  resolution: z.partialRecord(FieldId, Resolution),
  valid_from: Instant,
  valid_until: Instant,
  purpose: Purpose,
  purpose_note: z.nullable(
    z.string().check(z.minLength(1), z.maxLength(500), z.refine(isWellFormed, 'not Unicode')),
  ),
  /** In the record because the law asks for it. Only true is lawful: GDPR Art. 7(3). */
  revocable: z.boolean(),
  /** May a language model outside Nornos be given what is read under this consent? */
  external_model: z.boolean(),
  /** May the recipient copy what is read into a record of their own? */
  recipient_may_keep: z.boolean(),
  /** The versions that end in the same act as this one starts: its own last version, and others it contradicts. */
  supersedes: z.array(ConsentVersion).check(z.maxLength(32)),
  created_at: Instant,
  created_via: CreatedVia,
  /** The device that signs, and the number of the roster that lists it. */
  device_id: DeviceId,
  roster_number: counter,
})
export type ConsentRecord = z.infer<typeof ConsentRecord>

/** An Ed25519 signature, 64 bytes as base64url. */
export const Signature = z
  .string()
  .check(z.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/))
  .brand<'Signature'>()
export type Signature = z.infer<typeof Signature>

/** The whole document as it travels and is kept. Whoever receives it verifies the signature before anything else. */
export const SignedConsent = z.strictObject({ record: ConsentRecord, signature: Signature })
export type SignedConsent = z.infer<typeof SignedConsent>

/** Ends one consent, all its versions, for ever. */
export const RevocationRecord = z.strictObject({
  consent_id: ConsentId,
  /** The version that was live when the patient stopped it. */
  version: counter,
  platform_id: PlatformId,
  patient_id: PatientId,
  revoked_at: Instant,
  device_id: DeviceId,
  roster_number: counter,
})
export type RevocationRecord = z.infer<typeof RevocationRecord>

export const SignedRevocation = z.strictObject({ record: RevocationRecord, signature: Signature })
export type SignedRevocation = z.infer<typeof SignedRevocation>

/** The canonical JSON of a consent or revocation, as bytes: the payload of its signature. */
export function consentPayload(record: ConsentRecord | RevocationRecord): Bytes {
  return utf8(canonicalJson(record))
}

/** What Ed25519 sees for a consent: prefix and payload. A signer that adds the prefix takes `consentPayload`. */
export function consentSigningBytes(record: ConsentRecord): Bytes {
  return signingBytes('consent', consentPayload(record))
}

/** What Ed25519 sees for a revocation: prefix and payload. */
export function revocationSigningBytes(record: RevocationRecord): Bytes {
  return signingBytes('revocation', consentPayload(record))
}
