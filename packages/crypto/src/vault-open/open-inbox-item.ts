/** Opens what others sent: with the current inbox key, then with earlier ones. `specs/sealed-record.md` §5. */
import type { Bytes } from '@nornos/std'
import { importBoxKey, openBox } from '../format/box.ts'
import { decodeFrame } from '../format/frame.ts'
import {
  type InboxItem,
  type InboxItemKind,
  inboxContext,
  numberToInboxKind,
  parseInboxItem,
} from '../format/inbox-item.ts'
import { CryptoError } from '../hazmat/crypto-error.ts'
import { decapsulate, xWingPublicKey } from '../hazmat/x-wing.ts'
import type { Vault } from './vault.ts'

export type { InboxItemKind } from '../format/inbox-item.ts'

export interface OpenedInboxItem {
  readonly itemId: string
  readonly kind: InboxItemKind
  /** Written by somebody else: validate before use. */
  readonly payload: Bytes
}

/** Throws `cannot-open` when it was sealed for another vault or altered. */
export async function openInboxItem(vault: Vault, bytes: Uint8Array): Promise<OpenedInboxItem> {
  const item = parseInboxItem(bytes)
  if (item.vaultId !== vault.vaultId) throw new CryptoError('cannot-open')
  for (const seed of vault.secrets.keyring.inboxSeeds.toReversed()) {
    const frame = await tryOpen(seed, item)
    if (frame !== null) {
      const { kind, payload } = await decodeFrame(frame, false)
      return { itemId: item.itemId, kind: numberToInboxKind(kind), payload }
    }
  }
  throw new CryptoError('cannot-open')
}

async function tryOpen(seed: Bytes, item: InboxItem): Promise<Bytes | null> {
  const secret = await decapsulate(seed, item.encapsulation)
  const context = await inboxContext(item.headerBytes, await xWingPublicKey(seed))
  try {
    return await openBox(await importBoxKey(secret), context, item.box)
  } catch (cause) {
    if (cause instanceof CryptoError && cause.code === 'cannot-open') return null
    throw cause
  }
}
