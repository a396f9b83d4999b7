/** The entry of a run in the patient's trail: which agent looked at which fields, for whom, with a language model or not. */
import {
  ANALYSIS_AGENTS_ID,
  type AuditEvent,
  type ConsentId,
  CorrelationId,
  EventId,
  type FieldId,
  millisecondsToInstant,
  type PatientId,
  type Purpose,
} from '@nornos/health-model'

export interface RunToReport {
  readonly runId: string
  readonly patientId: PatientId
  readonly purpose: Purpose
  readonly fields: readonly FieldId[]
  /** The reader's consent first. */
  readonly consents: readonly { readonly consentId: ConsentId }[]
  readonly version: string
  readonly now: Date
}

export function agentRunEvent({
  runId,
  patientId,
  purpose,
  fields,
  consents,
  version,
  now,
}: RunToReport): AuditEvent {
  return {
    eventId: EventId.parse(runId),
    time: millisecondsToInstant(now.getTime()),
    patientId,
    actor: ANALYSIS_AGENTS_ID,
    actorType: 'agent',
    organizationId: null,
    action: 'agent.run',
    outcome: 'allowed',
    consentId: consents[0]?.consentId ?? null,
    fields: [...fields],
    range: null,
    purpose,
    correlationId: CorrelationId.parse(runId),
    details: { agent: 'daily-status', version, languageModel: false },
  }
}
