/** Fetches one item, opens it and looks whether it is what its spec says. Whatever a sender wrote, this does not throw. */
import { CryptoError, openInboxItem } from '@nornos/crypto/vault-open'
import { hashBytes } from '@nornos/crypto/verify'
import { type InboxContent, readInboxContent, VaultId } from '@nornos/health-model'
import { type Bytes, err, ok, type Result, toHex } from '@nornos/std'
import { ask, receive } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import type { InboxEntry, InboxFault } from './inbox-entry.ts'

export type OpenedItem =
  | { readonly opened: true; readonly content: InboxContent }
  | { readonly opened: false; readonly fault: InboxFault }

export async function openItem(
  device: OpenDevice,
  entry: Pick<InboxEntry, 'itemId' | 'hash' | 'senderId'>,
): Promise<Result<OpenedItem, DeviceProblem>> {
  const { api, session, signal } = device
  const params = { vaultId: VaultId.parse(session.file.vaultId), itemId: entry.itemId }
  const read = await ask(api.inboxRead({ params, signal }))
  if (!read.ok) return read
  const received = await receive(read.value.body.bytes())
  return received.ok ? ok(await openBytes(device, entry, received.value)) : err(received.error)
}

async function openBytes(
  { session }: OpenDevice,
  { hash, itemId, senderId }: Pick<InboxEntry, 'itemId' | 'hash' | 'senderId'>,
  bytes: Bytes,
): Promise<OpenedItem> {
  if (toHex(await hashBytes(bytes)) !== hash) return { opened: false, fault: 'cannot-open' }
  try {
    const item = await openInboxItem(session.vault, bytes)
    if (item.itemId !== itemId) return { opened: false, fault: 'cannot-open' }
    const content = readInboxContent(item.kind, item.payload, senderId)
    return content.ok ? { opened: true, content: content.value } : { opened: false, fault: content.error }
  } catch (cause) {
    // The frame inside was made by the sender: whatever it does to its reader, the next item is still looked at.
    const isLater = cause instanceof CryptoError && cause.code === 'unsupported'
    return { opened: false, fault: isLater ? 'unsupported' : 'cannot-open' }
  }
}

/** The entry after it was opened. Of large bodies nothing is kept here. */
export function entryOf(entry: InboxEntry, item: OpenedItem): InboxEntry {
  if (!item.opened) return { ...entry, state: 'unreadable', fault: item.fault }
  const { content } = item
  return {
    ...entry,
    state: 'waiting',
    fault: null,
    kind: content.kind,
    header: content.header,
    text: content.kind === 'message' ? content.text : null,
    plan: content.kind === 'treatment-plan' ? content.plan : null,
  }
}
