/** The receipt of a vault that is closed already; null when there is none, or nobody can ask for it any more. */
import type { ClosureReceipt } from '@nornos/contracts'
import type { VaultId } from '@nornos/health-model'
import { ok, type Result } from '@nornos/std'
import { ask, type DeviceApi, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'

export async function readReceipt(
  api: DeviceApi,
  vaultId: VaultId,
): Promise<Result<ClosureReceipt | null, DeviceProblem>> {
  const read = await ask(api.receiptRead({ params: { vaultId } }))
  if (read.ok) return ok(read.value.body)
  const isGone = read.error.type === 'SignedOut' || isRefusal(read.error, 'not-found')
  return isGone ? ok(null) : read
}
