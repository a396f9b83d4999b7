/** What the person asks for when they share. Read next: share.ts. */
import type {
  FieldGroupId,
  FieldId,
  GranteeId,
  Instant,
  MetricId,
  Purpose,
  Resolution,
} from '@nornos/health-model'

export interface ShareRequest {
  readonly granteeId: GranteeId
  /** A doctor (person × organization) unless it says otherwise. */
  readonly granteeType?: 'doctor' | 'organization' | 'agent'
  readonly granteeName: string
  /** Groups become the fields that they hold today. What is very sensitive is shared only when it is named itself. */
  readonly fields: readonly (FieldId | FieldGroupId)[]
  readonly excludedFields: readonly (FieldId | FieldGroupId)[]
  readonly excludedMetrics?: readonly MetricId[]
  readonly purpose: Purpose
  readonly days: number
  /** A second consent, for the analysis agents, with the same fields, purpose and period. */
  readonly withAgents: boolean
  readonly dataSince?: Instant
  readonly resolution?: Partial<Record<FieldId, Resolution>>
}
