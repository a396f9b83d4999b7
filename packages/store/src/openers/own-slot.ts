/** The opener that belongs to this device. */
import { parseSlot } from '@nornos/crypto/verify'
import type { Session } from '../vault/session.ts'
import { textToBytes } from '../vault/vault-file.ts'

export function ownSlotId({ file }: Pick<Session, 'file'>): string {
  return parseSlot(textToBytes(file.slot)).slotId
}
