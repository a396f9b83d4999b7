/** Whether somebody waits to open the vault with the help of the recovery contact. */
import type { Result } from '@nornos/std'
import type { DeviceProblem, RecoveryView } from '@nornos/store'
import { queryOptions } from '@tanstack/react-query'
import { device } from '#src/keys/device.ts'

/** Also renewed after each sync, and when the vault is unlocked or locked. */
const everyMs = 60_000

export const recoveryQuery = queryOptions({
  queryKey: ['recovery'],
  queryFn: async (): Promise<Result<RecoveryView, DeviceProblem>> => (await device()).recovery(),
  staleTime: 0,
  refetchInterval: everyMs,
})
