/**
 * The end of a vault that nobody opens any more, or that was never made. The person's fresh sign-in is enough to destroy it. It
 * is not enough to end sharing, which takes a signature by a device of the vault: that is said before.
 */
import type { ClosureReceipt } from '@nornos/contracts'
import type { Instant, VaultId } from '@nornos/health-model'
import { ok, type Result, toBase64Url } from '@nornos/std'
import { ask, type DeviceApi, isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { isStanding } from './close-vault.ts'

export interface UnopenedClosure {
  /** What the vault takes up at the service; null when there is none. */
  readonly bytes: number | null
  /** Those who can read something, and until when they can go on. */
  readonly readers: readonly { readonly name: string; readonly until: Instant }[]
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
  const untilByName = new Map<string, Instant>()
  for (const { granteeName, record } of listed.value.body.consents.filter(isStanding)) {
    const last = untilByName.get(granteeName)
    if (last === undefined || record.valid_until > last) untilByName.set(granteeName, record.valid_until)
  }
  return ok({
    bytes: vault.ok ? vault.value.body.quota.usedBytes : null,
    readers: [...untilByName].map(([name, until]) => ({ name, until })),
  })
}

/**
 * Null: there was no vault. The closing word takes the keys of the vault, so another one is given: other devices
 * find no vault, and forget nothing.
 */
export async function closeUnopened(
  api: DeviceApi,
  vaultId: VaultId,
): Promise<Result<ClosureReceipt | null, DeviceProblem>> {
  const params = { vaultId }
  const vault = await ask(api.vaultRead({ params }))
  if (!vault.ok) return isRefusal(vault.error, 'not-found') ? ok(null) : vault
  const word = toBase64Url(crypto.getRandomValues(new Uint8Array(16)))
  const closed = await ask(api.vaultClose({ params, body: { head: vault.value.body.head, word } }))
  if (closed.ok) return ok(closed.value.body)
  return isRefusal(closed.error, 'not-found') ? ok(null) : closed
}
