/**
 * The end of a vault that nobody opens any more, or that was never made. The person's fresh sign-in is enough, also to end
 * sharing: it only takes rights away. In the order of `close-vault.ts`; each step can be taken again.
 */
import type { ClosureReceipt } from '@nornos/contracts'
import type { VaultId } from '@nornos/health-model'
import { ok, type Result, toBase64Url } from '@nornos/std'
import { ask, type DeviceApi, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { readersOf } from './close-vault.ts'
import { endConnections } from './end-connections.ts'
import { readReceipt } from './read-receipt.ts'

export interface UnopenedClosure {
  /** What the vault takes up at the service; null when there is none. */
  readonly bytes: number | null
  /** Names of those who can read something now. */
  readonly readers: readonly string[]
}

export async function readUnopenedClosure(
  api: DeviceApi,
  vaultId: VaultId,
): Promise<Result<UnopenedClosure, DeviceProblem>> {
  const [vault, listed] = await Promise.all([
    ask(api.vaultRead({ params: { vaultId } })),
    ask(api.consentList({})),
  ])
  if (!listed.ok) return listed
  if (!vault.ok && !isRefusal(vault.error, 'not-found')) return vault
  return ok({
    bytes: vault.ok ? vault.value.body.quota.usedBytes : null,
    readers: readersOf(listed.value.body.consents),
  })
}

/**
 * Null: there was no vault today. The closing word takes the keys of the vault, so another one is given: other devices
 * find no vault, and forget nothing.
 */
export async function closeUnopened(
  api: DeviceApi,
  vaultId: VaultId,
): Promise<Result<ClosureReceipt | null, DeviceProblem>> {
  for (const end of [endAllSharing, endConnections]) {
    const ended = await end(api)
    if (!ended.ok) return ended
  }
  const params = { vaultId }
  const vault = await ask(api.vaultRead({ params }))
  if (!vault.ok) return isRefusal(vault.error, 'not-found') ? readReceipt(api, vaultId) : vault
  const word = toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
  const closed = await ask(api.vaultClose({ params, body: { head: vault.value.body.head, word } }))
  if (closed.ok) return ok(closed.value.body)
  return isRefusal(closed.error, 'not-found') ? readReceipt(api, vaultId) : closed
}

/** Relay refuses first; the store of shared data, which believes no other service, sees for itself who asks. */
async function endAllSharing(api: DeviceApi): Promise<Result<unknown, DeviceProblem>> {
  const refused = await ask(api.consentClose({}))
  return refused.ok ? ask(api.grantClose({})) : refused
}
