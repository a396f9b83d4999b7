/**
 * The plain facts that a sentence about an event needs: who, did what, to which fields, why, when. The words are in
 * the message catalogues of the apps, by `key`; names of people are looked up by whoever shows the sentence.
 */

import type { Purpose } from '../consent/purposes.ts'
import { type FieldId, field } from '../fields.ts'
import type { Instant } from '../instant.ts'
import type { Actor } from './actor.ts'
import { isPatientAction, type PatientAction } from './audit-action.ts'
import type { AuditEvent, AuditOutcome } from './audit-event.ts'

export interface AuditFacts {
  /** The action; `admin` for whatever an administrator did. */
  readonly key: PatientAction | 'admin'
  readonly outcome: AuditOutcome
  readonly actorType: Actor
  readonly actor: string | null
  readonly organizationId: string | null
  readonly fields: readonly FieldId[]
  /** Titles of the fields in plain words, in the order of the event. */
  readonly fieldTitles: readonly string[]
  readonly purpose: Purpose | null
  readonly time: Instant
  /** Items that were touched; null where the action touches none. */
  readonly items: number | null
  readonly details: AuditEvent['details']
}

export function auditFacts(event: AuditEvent): AuditFacts {
  const { items } = event.details
  return {
    key: isPatientAction(event.action) ? event.action : 'admin',
    outcome: event.outcome,
    actorType: event.actorType,
    actor: event.actor,
    organizationId: event.organizationId,
    fields: event.fields,
    fieldTitles: event.fields.map((id) => field(id).title),
    purpose: event.purpose,
    time: event.time,
    items: typeof items === 'number' ? items : null,
    details: event.details,
  }
}

/** Accesses of the same person within half an hour read as one visit. */
export const VISIT_GAP_MAX = 30 * 60_000

/** Events in time order, grouped into visits: one actor, no gap longer than half an hour. */
export function groupVisits(events: readonly AuditEvent[]): AuditEvent[][] {
  const visits: AuditEvent[][] = []
  const latest = new Map<string, { visit: AuditEvent[]; time: number }>()
  for (const event of events) {
    const who = `${event.actorType} ${event.actor ?? ''} ${event.organizationId ?? ''}`
    const time = Date.parse(event.time)
    const open = latest.get(who)
    if (open !== undefined && time - open.time <= VISIT_GAP_MAX) {
      open.visit.push(event)
      open.time = time
    } else {
      const visit = [event]
      visits.push(visit)
      latest.set(who, { visit, time })
    }
  }
  return visits
}
