/**
 * Branded ids: lower-case UUID v4 in text, 16 bytes in binary formats. Two ids are never both `string`, except where
 * one person or thing truly has one id in two roles (a patient and their vault).
 */
import { assert, type Bytes, present, uuidToBytes } from '@nornos/std'
import * as z from 'zod/mini'

const uuid = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/))

/** The `sub` of every token: a person who can sign in. */
export const AccountId = uuid.brand<'AccountId'>()
export type AccountId = z.infer<typeof AccountId>

export const PatientId = AccountId.brand<'PatientId'>()
export type PatientId = z.infer<typeof PatientId>

/** A patient has exactly one vault, and it has the patient's id. */
export const VaultId = PatientId
export type VaultId = PatientId

/** Whoever a consent is granted to. Doctor, organization, agent and link ids are grantee ids. */
export const GranteeId = uuid.brand<'GranteeId'>()
export type GranteeId = z.infer<typeof GranteeId>

/** A doctor is a person who can sign in and whom consents can name. */
export const DoctorId = AccountId.brand<'GranteeId'>().brand<'DoctorId'>()
export type DoctorId = z.infer<typeof DoctorId>

export const OrganizationId = GranteeId.brand<'OrganizationId'>()
export type OrganizationId = z.infer<typeof OrganizationId>

export const AgentId = GranteeId.brand<'AgentId'>()
export type AgentId = z.infer<typeof AgentId>

export const LinkId = GranteeId.brand<'LinkId'>()
export type LinkId = z.infer<typeof LinkId>

export const ConsentId = uuid.brand<'ConsentId'>()
export type ConsentId = z.infer<typeof ConsentId>

/** One browser or phone of a patient, listed in the roster of their vault. */
export const DeviceId = uuid.brand<'DeviceId'>()
export type DeviceId = z.infer<typeof DeviceId>

export const EventId = uuid.brand<'EventId'>()
export type EventId = z.infer<typeof EventId>

export const RecordId = uuid.brand<'RecordId'>()
export type RecordId = z.infer<typeof RecordId>

/** One installation of Nornos: a signed consent names the one that it is meant for. */
export const PlatformId = uuid.brand<'PlatformId'>()
export type PlatformId = z.infer<typeof PlatformId>

/** Follows one request through every service. */
export const CorrelationId = uuid.brand<'CorrelationId'>()
export type CorrelationId = z.infer<typeof CorrelationId>

/** The first 16 bytes of the SHA-256 of a source's canonical text, in hex; see source.ts. */
export const SourceId = z
  .string()
  .check(z.regex(/^[0-9a-f]{32}$/))
  .brand<'SourceId'>()
export type SourceId = z.infer<typeof SourceId>

/** The unguessable name of a published item, made by the patient's app with a keyed hash; 16 bytes in hex. */
export const ItemId = z
  .string()
  .check(z.regex(/^[0-9a-f]{32}$/))
  .brand<'ItemId'>()
export type ItemId = z.infer<typeof ItemId>

/** The grantee that a consent for the analysis agents of Nornos names. */
export const ANALYSIS_AGENTS_ID: AgentId = AgentId.parse('6f0c1d7a-52a4-4c7e-9d43-0b8f7a2e5c11')

/** The grantee of a standing emergency consent: no one in particular, any verified doctor. */
export const EMERGENCY_GRANTEE_ID: GranteeId = GranteeId.parse('b41de1c2-6d0e-4f3b-8a57-2f9c60d1e4a3')

/** The 16 bytes of a branded UUID. */
export function idBytes(id: AccountId | GranteeId | ConsentId | DeviceId | EventId | RecordId): Bytes {
  return present(uuidToBytes(id), 'a branded id is a UUID')
}

/** The 16 bytes of a source or item id. */
export function hexIdBytes(id: SourceId | ItemId): Bytes {
  const bytes = new Uint8Array(16)
  assert(id.length === 32, 'a source or item id has 32 hex digits')
  for (let index = 0; index < 16; index++) {
    bytes[index] = Number.parseInt(id.slice(index * 2, index * 2 + 2), 16)
  }
  return bytes
}
