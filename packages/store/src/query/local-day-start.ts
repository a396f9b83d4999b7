/** Where a local day starts, in the zone that the person was in around its noon. */
import { DAY_MILLISECONDS, startOfLocalDay } from '@nornos/health-model'
import type { Knowledge } from '../objects/knowledge.ts'

/** Milliseconds since 1970; midnight UTC where nobody knows the zone. */
export function localDayStart({ findZone }: Pick<Knowledge, 'findZone'>, day: number): number {
  const midnight = day * DAY_MILLISECONDS
  const zone = findZone(midnight + DAY_MILLISECONDS / 2, '')
  return (zone === null ? null : startOfLocalDay(day, zone)) ?? midnight
}
