/** What Today asks a device for, in one go as its cards do. */
import { dailyStatusNeeds, runDailyStatus } from '@nornos/engine'
import {
  DAY_MILLISECONDS,
  LocalDay,
  type MetricId,
  numberToLocalDay,
  startOfLocalDay,
} from '@nornos/health-model'
import { assert, present } from '@nornos/std'
import type { Device } from '@nornos/store'

const tileDays = 30
const statusMetrics = [...dailyStatusNeeds.dayMetrics, ...dailyStatusNeeds.sampleMetrics]
const tiles: readonly MetricId[] = ['heart_rate_resting', 'hrv_sdnn', 'steps']
export const chartPoints = 1_600

/** `today` in days since 1970-01-01. */
export async function askToday(device: Device, today: number, zone: string): Promise<void> {
  const startOf = (day: number) => present(startOfLocalDay(day, zone), 'a known zone')
  const first = today + 1 - tileDays
  const day = (number: number) => LocalDay.parse(numberToLocalDay(number))
  const overview = await device.overview()
  const heart = present(
    overview.find(({ metric }) => metric === 'heart_rate'),
    'a heart rate',
  )
  const lastDay = Math.floor(heart.to / DAY_MILLISECONDS)
  const [status, nights, , heartDay] = await Promise.all([
    device.snapshot(day(today), statusMetrics, dailyStatusNeeds.days).then(runDailyStatus),
    device.nights(day(first), day(today)),
    device.imports(),
    device.series({
      ...{ metric: 'heart_rate', from: startOf(lastDay), to: startOf(lastDay + 1) },
      ...{ resolution: 'auto', points: chartPoints },
    }),
    device.entries({ kinds: ['note', 'medication_taken'], from: -8e15, to: 8e15, limit: 500, offset: 0 }),
    ...tiles.map((metric) =>
      device.series({
        ...{ metric, from: startOf(first), to: startOf(today + 1) },
        ...{ resolution: 'day', points: tileDays + 2 },
      }),
    ),
  ])
  assert(status.specialists.length > 0 && nights.length > tileDays / 2, 'a status and nights')
  assert(heartDay.time.length > 0, 'a day of heart rate')
}
