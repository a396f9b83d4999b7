/** The person's readings, as the device draws them. Every key starts with `readings`: new data renews them all. */
import type { LocalDay } from '@nornos/health-model'
import type { SeriesQuery } from '@nornos/store'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const readingsKey = 'readings'

export const overviewQuery = queryOptions({
  queryKey: [readingsKey, 'overview'],
  queryFn: async () => (await device()).overview(),
})

export function seriesQuery(query: SeriesQuery) {
  return queryOptions({
    queryKey: [readingsKey, 'series', query],
    queryFn: async () => (await device()).series(query),
    // The old chart stays until the new one is there.
    placeholderData: keepPreviousData,
  })
}

export function nightsQuery(from: LocalDay, to: LocalDay) {
  return queryOptions({
    queryKey: [readingsKey, 'nights', from, to],
    queryFn: async () => (await device()).nights(from, to),
    placeholderData: keepPreviousData,
  })
}

export function workoutsQuery(from: LocalDay, to: LocalDay) {
  return queryOptions({
    queryKey: [readingsKey, 'workouts', from, to],
    queryFn: async () => (await device()).workouts(from, to),
  })
}
