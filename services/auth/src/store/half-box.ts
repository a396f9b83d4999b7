/** Auth's half of a recovery contact, sealed for the row it belongs to. */
import { openForService, type ServiceKey, sealForService } from '@nornos/crypto/service-box'
import type { Bytes } from '@nornos/std'

export async function sealHalf(
  key: ServiceKey,
  accountId: string,
  slotId: string,
  half: Bytes,
): Promise<Buffer> {
  return Buffer.from(await sealForService(key, contextOf(accountId, slotId), half))
}

export async function openHalf(
  key: ServiceKey,
  accountId: string,
  slotId: string,
  sealed: Buffer,
): Promise<Bytes> {
  return openForService(key, contextOf(accountId, slotId), new Uint8Array(sealed))
}

function contextOf(accountId: string, slotId: string): readonly string[] {
  return ['recovery_halves', 'half', accountId, slotId]
}
