/** What is usual for a person: the middle of their last 28 days, when there are enough. */
import { DAY_MILLISECONDS, type MetricId, metric } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import type { SeriesView } from '../views.ts'
import { numbersOf } from './points.ts'
import { joinSources, readDays } from './read-days.ts'

const windowDays = 28
const daysMin = 14

/** From the 10th to the 90th hundredth of the days before `to`; null when they are not comparable with what is shown. */
export async function readUsual(
  device: OpenDevice,
  id: MetricId,
  to: number,
  resolution: SeriesView['resolution'],
): Promise<SeriesView['usual']> {
  // A day's sum says nothing about an hour's.
  const { codes, day } = metric(id)
  const isSummed = day === 'sum' || day === 'count'
  if (
    codes !== undefined ||
    resolution === 'week' ||
    resolution === 'month' ||
    (isSummed && resolution !== 'day')
  )
    return null
  const end = Math.floor(to / DAY_MILLISECONDS)
  const rows = joinSources(await readDays(device, id, end - windowDays, end), device.knowledge.sourceOrder)
  if (rows.length < daysMin) return null
  const values = rows.map((row) => numbersOf(id, row).value).sort((left, right) => left - right)
  return { low: at(values, 0.1), high: at(values, 0.9) }
}

function at(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1)
  const low = ascending[Math.floor(place)] ?? 0
  const high = ascending[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}
