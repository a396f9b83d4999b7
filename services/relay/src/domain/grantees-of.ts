/** In whose name a signed-in person may read: themself in an organization, or the organization, while they treat. */
import type { Membership } from '@nornos/endpoint'

export interface TreatingGrantee {
  /** What a consent names as `granted_to`. */
  readonly id: string
  readonly type: 'doctor' | 'organization'
  readonly organizationId: string
}

export function treatingGrantees(organizations: readonly Membership[]): readonly TreatingGrantee[] {
  return organizations
    .filter((membership) => membership.treating)
    .flatMap(({ granteeId, id }) => [
      { id: granteeId, type: 'doctor' as const, organizationId: id },
      { id, type: 'organization' as const, organizationId: id },
    ])
}
