/** Giving and ending consents. Read next: share.ts. */
import type {
  ConsentId,
  FieldGroupId,
  FieldId,
  GranteeId,
  Instant,
  MetricId,
  Purpose,
  Resolution,
} from '@nornos/health-model'
import { err, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { VaultHolder } from '../vault/vault-holder.ts'
import { share, stopSharing } from './share.ts'

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

export interface Sharing {
  /** Signs the consents and gives them to relay. */
  share(request: ShareRequest): Promise<Result<{ readonly consentIds: readonly ConsentId[] }, DeviceProblem>>
  /** `pending`: relay refuses already, and the store of shared data is still being told. */
  stopSharing(consentId: ConsentId): Promise<Result<{ readonly state: 'ended' | 'pending' }, DeviceProblem>>
}

export function createSharing({ current, inBackground }: VaultHolder): Sharing {
  return {
    async share(request) {
      const unlocked = current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      const shared = await share(unlocked.device, request)
      if (shared.ok) inBackground(unlocked.publish.run)
      return shared
    },
    async stopSharing(consentId) {
      const unlocked = current()
      if (unlocked === null) return err({ type: 'VaultLocked' })
      const stopped = await stopSharing(unlocked.device, consentId)
      if (stopped.ok) inBackground(unlocked.publish.run)
      return stopped
    },
  }
}
