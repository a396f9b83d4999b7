/** What has begun and ended between two looks. A new version ends the old one first: what was open is closed. */
import type { ConsentRecord } from '@nornos/health-model'

interface Shared {
  readonly record: ConsentRecord
}

export interface ShareChange {
  readonly type: 'started' | 'ended'
  readonly record: ConsentRecord
}

export function compareShares(before: readonly Shared[], after: readonly Shared[]): readonly ShareChange[] {
  return [
    ...without(before, after).map((record) => ({ type: 'ended' as const, record })),
    ...without(after, before).map((record) => ({ type: 'started' as const, record })),
  ]
}

function without(shares: readonly Shared[], others: readonly Shared[]): readonly ConsentRecord[] {
  const known = new Set(others.map(nameOf))
  return shares.filter((share) => !known.has(nameOf(share))).map((share) => share.record)
}

function nameOf({ record }: Shared): string {
  return `${record.consent_id} ${record.version}`
}
