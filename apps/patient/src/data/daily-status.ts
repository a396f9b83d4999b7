/** The daily status, made on this device by the same engine as in the agents service, on all data. */
import type { LocalDay } from '@nornos/health-model'
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'
import { readingsKey } from './readings-key.ts'

export function dailyStatusQuery(asOf: LocalDay) {
  return queryOptions({
    queryKey: [readingsKey, 'daily-status', asOf],
    queryFn: async () => (await device()).dailyStatus(asOf),
  })
}
