/** Openers and devices of the open vault. Everything about them is asked of the device. */
import type { DeviceProblem } from '@nornos/store'
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: async () => (await device()).keys(),
  staleTime: 0,
})

export type Outcome =
  | { readonly ok: true; readonly value: undefined }
  | { readonly ok: false; readonly error: DeviceProblem }
