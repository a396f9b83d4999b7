/** Which of the live shares a request stands on, and what agents may see of it. */
import type { ConsentRecord, FieldId, MetricId } from '@nornos/health-model'
import type { TreatingGrantee } from './grantees-of.ts'

export interface ShareOfGrantee {
  readonly record: ConsentRecord
  readonly fields: readonly FieldId[]
  readonly excludedMetrics: readonly MetricId[]
}

export interface ChosenShare<Share extends ShareOfGrantee> {
  readonly share: Share
  readonly grantee: TreatingGrantee
}

/** A consent for the person comes before one for their organization. Null when none fits. */
export function chooseShare<Share extends ShareOfGrantee>(
  shares: readonly Share[],
  grantees: readonly TreatingGrantee[],
): ChosenShare<Share> | null {
  for (const type of ['doctor', 'organization'] as const) {
    for (const share of shares) {
      if (share.record.granted_to_type !== type || share.fields.length === 0) continue
      const grantee = grantees.find((one) => one.type === type && sameId(one.id, share.record.granted_to))
      if (grantee) return { share, grantee }
    }
  }
  return null
}

// The token and the record brand the same id differently.
function sameId(left: string, right: string): boolean {
  return left === right
}

/** What both shares open: an agent never sees more than the person for whom it reads. */
export function intersectShares(
  share: ShareOfGrantee,
  agentShare: ShareOfGrantee,
): Pick<ShareOfGrantee, 'fields' | 'excludedMetrics'> {
  return {
    fields: share.fields.filter((field) => agentShare.fields.includes(field)),
    excludedMetrics: [...new Set([...share.excludedMetrics, ...agentShare.excludedMetrics])],
  }
}
