/**
 * Sealing to a patient's inbox: whoever sends something to a patient can close it, and nobody but the patient's
 * devices can open it. `specs/sealed-record.md` §5.
 */
import type { Bytes } from '@nornos/std'
import { importBoxKey, sealBox } from '../format/box.ts'
import { encodeFrame } from '../format/frame.ts'
import {
  encodeInboxHeader,
  encodeInboxItem,
  type InboxItemKind,
  inboxContext,
  inboxKindToNumber,
} from '../format/inbox-item.ts'
import { encapsulate } from '../hazmat/x-wing.ts'

export type { InboxItemKind } from '../format/inbox-item.ts'
export { CryptoError, type CryptoErrorCode } from '../hazmat/crypto-error.ts'

export interface ItemToSend {
  readonly vaultId: string
  /** A fresh UUID v4. */
  readonly itemId: string
  /** From the patient's verified roster; 1,216 bytes. */
  readonly inboxPublicKey: Bytes
  readonly kind: InboxItemKind
  /** At most 64 MiB. */
  readonly payload: Bytes
}

/** The sealed item. Throws `malformed` for an inbox key that is none. */
export async function sealToInbox(item: ItemToSend): Promise<Bytes> {
  const { inboxPublicKey, itemId, kind, payload, vaultId } = item
  const headerBytes = encodeInboxHeader(vaultId, itemId)
  const { encapsulation, sharedSecret } = await encapsulate(inboxPublicKey)
  const context = await inboxContext(headerBytes, inboxPublicKey)
  const frame = await encodeFrame({
    kind: inboxKindToNumber(kind),
    codec: 'deflate',
    payload,
    isFilePart: false,
  })
  const box = await sealBox(await importBoxKey(sharedSecret), context, frame)
  sharedSecret.fill(0)
  return encodeInboxItem(headerBytes, encapsulation, box)
}
