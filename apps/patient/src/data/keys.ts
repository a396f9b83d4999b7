/** Openers and devices of the open vault. Everything about them is asked of the device. */
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async () => (await device()).keys(),
  staleTime: 0,
})
