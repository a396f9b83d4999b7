/** What the device says about its syncs, and what was changed on two devices. */
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const syncReportQuery = queryOptions({
  queryKey: ['sync-report'],
  queryFn: async () => (await device()).syncReport(),
})

export const conflictsQuery = queryOptions({
  queryKey: ['conflicts'],
  queryFn: async () => (await device()).conflicts(),
})
