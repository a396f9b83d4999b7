/** Where a local day starts, in the zone that the person was in around its noon. */
import { DAY_MILLISECONDS, startOfLocalDay } from '@nornos/health-model'
import type { Knowledge } from '../objects/knowledge.ts'

/** A calendar is slow to ask, and ten years of a chart are 3,650 days: each is asked for once. */
const startsByFinder = new WeakMap<Knowledge['findZone'], Map<number, number>>()

/** Milliseconds since 1970; midnight UTC where nobody knows the zone. */
export function localDayStart({ findZone }: Pick<Knowledge, 'findZone'>, day: number): number {
  const starts = startsByFinder.get(findZone) ?? new Map<number, number>()
  startsByFinder.set(findZone, starts)
  const known = starts.get(day)
  if (known !== undefined) return known
  const midnight = day * DAY_MILLISECONDS
  const zone = findZone(midnight + DAY_MILLISECONDS / 2, '')
  const start = (zone === null ? null : startOfLocalDay(day, zone)) ?? midnight
  starts.set(day, start)
  return start
}
