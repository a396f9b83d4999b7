/** The person's readings, as the device draws them. Every key starts with `readings`: new data renews them all. */
import type { LocalDay, RecordId } from '@nornos/health-model'
import type { SeriesQuery } from '@nornos/store'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'
import { readingsKey } from './readings-key.ts'

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

export const sourcesQuery = queryOptions({
  queryKey: [readingsKey, 'sources'],
  queryFn: async () => (await device()).sources(),
})

export function coverageQuery(from: LocalDay, to: LocalDay) {
  return queryOptions({
    queryKey: [readingsKey, 'coverage', from, to],
    queryFn: async () => (await device()).coverage(from, to),
  })
}

export function glucoseQuery(from: LocalDay, to: LocalDay) {
  return queryOptions({
    queryKey: [readingsKey, 'glucose', from, to],
    queryFn: async () => (await device()).glucose(from, to),
    placeholderData: keepPreviousData,
  })
}

export function pressuresQuery(from: LocalDay, to: LocalDay) {
  return queryOptions({
    queryKey: [readingsKey, 'pressures', from, to],
    queryFn: async () => (await device()).pressures(from, to),
    placeholderData: keepPreviousData,
  })
}

export const recordingsQuery = queryOptions({
  queryKey: [readingsKey, 'recordings'],
  queryFn: async () => (await device()).recordings(),
})

export function ecgQuery(recordId: RecordId) {
  return queryOptions({
    queryKey: [readingsKey, 'ecg', recordId],
    queryFn: async () => (await device()).ecg(recordId),
  })
}

export const audiogramsQuery = queryOptions({
  queryKey: [readingsKey, 'audiograms'],
  queryFn: async () => (await device()).audiograms(),
})

export function workoutDetailQuery(start: number, end: number) {
  return queryOptions({
    queryKey: [readingsKey, 'workout', start, end],
    queryFn: async () => (await device()).workoutDetail(start, end),
  })
}
