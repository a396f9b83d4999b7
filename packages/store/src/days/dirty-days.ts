/** Which months of which metrics have to be rolled up again. */
import { DAY_MILLISECONDS, type MetricId } from '@nornos/health-model'
import type { BlockEntry } from '../objects/catalog.ts'

/** By metric, months since January 1970. */
export type DirtyDays = Map<MetricId, Set<number>>

/** A local day is at most so far from its UTC day, nights included. */
const reach = 1.5 * DAY_MILLISECONDS

export function makeDirtyDays(): DirtyDays {
  return new Map()
}

export function addDirtyBlock(
  dirty: DirtyDays,
  metric: MetricId,
  { from, to }: Pick<BlockEntry, 'from' | 'to'>,
): void {
  const months = dirty.get(metric) ?? new Set<number>()
  for (let month = monthOf(from - reach); month <= monthOf(to + reach); month++) months.add(month)
  dirty.set(metric, months)
}

/** The month, counted from January 1970, of an instant read as UTC. */
export function monthOf(milliseconds: number): number {
  const date = new Date(milliseconds)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}

/** The first day of a month, as days since 1970-01-01. */
export function firstDayOf(month: number): number {
  return Date.UTC(1970, month, 1) / DAY_MILLISECONDS
}

export function yearOf(month: number): number {
  return 1970 + Math.floor(month / 12)
}

/** The stretch of UTC time in which samples of a local month can lie. */
export function reachOfMonth(month: number): { readonly from: number; readonly to: number } {
  return {
    from: firstDayOf(month) * DAY_MILLISECONDS - reach,
    to: firstDayOf(month + 1) * DAY_MILLISECONDS + reach,
  }
}
