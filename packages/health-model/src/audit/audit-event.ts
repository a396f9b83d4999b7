/**
 * One entry of a patient's trail, and the bytes that are hashed for it. The event is written in the transaction that
 * decides; sequence, chain and tree are added afterwards (specs/audit-log.md). Never a health value.
 */
import { type Bytes, canonicalJson, concat, type Json, utf8 } from '@nornos/std'
import * as z from 'zod/mini'
import { Purpose } from '../consent/purposes.ts'
import { FieldId, fieldIds } from '../fields.ts'
import { ConsentId, CorrelationId, EventId, OrganizationId, PatientId } from '../ids.ts'
import { Instant } from '../instant.ts'
import { Actor } from './actor.ts'
import {
  AdminAction,
  AdminDetails,
  type AuditAction,
  type AuditDetails,
  auditDetails,
  isPatientAction,
  type PatientAction,
  patientActions,
} from './audit-action.ts'

export const AuditOutcome = z.enum(['allowed', 'refused', 'failed'])
export type AuditOutcome = z.infer<typeof AuditOutcome>

/** The part of the data that was touched: measured from `from` until before `until`; null is open. */
export const AuditRange = z.strictObject({ from: z.nullable(Instant), until: z.nullable(Instant) })
export type AuditRange = z.infer<typeof AuditRange>

export const AuditActionName = z.union([z.enum(patientActions), AdminAction])

const detailValue = z.union([z.string().check(z.maxLength(200)), z.number(), z.boolean(), z.null()])

/** The details were checked against the schema of their action. */
export const AuditEvent = z
  .strictObject({
    eventId: EventId,
    time: Instant,
    patientId: PatientId,
    /** The id of the person, service or agent; null for someone without one. */
    actor: z.nullable(z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w:.-]+$/))),
    actorType: Actor,
    organizationId: z.nullable(OrganizationId),
    action: AuditActionName,
    outcome: AuditOutcome,
    consentId: z.nullable(ConsentId),
    fields: z.array(FieldId).check(z.maxLength(fieldIds.length)),
    range: z.nullable(AuditRange),
    purpose: z.nullable(Purpose),
    correlationId: CorrelationId,
    details: z.record(z.string().check(z.maxLength(64)), detailValue),
  })
  .check(z.refine((event) => hasDetailsOfItsAction(event), 'details do not fit the action'))
export type AuditEvent = z.infer<typeof AuditEvent>

function hasDetailsOfItsAction(event: { action: AuditAction; details: unknown }): boolean {
  const { action, details } = event
  const schema = isPatientAction(action) ? auditDetails[action] : AdminDetails
  return schema.safeParse(details).success
}

const detailSchemas: { [Action in PatientAction]: z.ZodMiniType<AuditDetails<Action>> } = auditDetails

/** The facts of an event, typed by its action; null when the event is of another action. */
export function auditDetailsOf<Action extends PatientAction>(
  event: AuditEvent,
  action: Action,
): AuditDetails<Action> | null {
  return event.action === action ? detailSchemas[action].parse(event.details) : null
}

/** The canonical form of an event: what its commitment is made over. */
export function auditEventPayload(event: AuditEvent): Bytes {
  return utf8(canonicalJson(event as Json))
}

/**
 * The bytes whose SHA-256 is the commitment of an event: `nornos/audit-event/1` 00, the 32-byte salt, the canonical
 * event. The salt keeps the tree from confirming guesses, and destroying it makes the leaf say nothing.
 */
export function auditCommitmentInput(event: AuditEvent, salt: Uint8Array): Bytes {
  return concat(utf8('nornos/audit-event/1\0'), salt, auditEventPayload(event))
}
