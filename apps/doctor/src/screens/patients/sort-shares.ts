/** The order of the patients' list. Names decide where the rest is equal. */
import type { Share } from '@nornos/contracts'

export const sortOrders = ['ends', 'name', 'started'] as const
export type SortOrder = (typeof sortOrders)[number]

/** `ends`: what ends soonest first. `started`: what was shared last first. Names as `locale` sorts them. */
export function sortShares(shares: readonly Share[], order: SortOrder, locale: string): readonly Share[] {
  const { compare } = new Intl.Collator(locale)
  const byName = (left: Share, right: Share) => compare(left.patientName, right.patientName)
  const orders: Readonly<Record<SortOrder, (left: Share, right: Share) => number>> = {
    ends: (left, right) => Date.parse(left.validUntil) - Date.parse(right.validUntil) || byName(left, right),
    name: byName,
    started: (left, right) => Date.parse(right.validFrom) - Date.parse(left.validFrom) || byName(left, right),
  }
  return shares.toSorted(orders[order])
}
