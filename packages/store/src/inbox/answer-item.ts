/** What the person says to an item. It is on the disk before it answers; the vault hears of it at the next look. */
import { err, ok } from '@nornos/std'
import { isRefusal } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import { StorageFullError } from '../storage/device-storage.ts'
import type { Done, InboxDesk } from './inbox-desk.ts'
import { keepContent } from './keep-content.ts'
import { entryOf, openItem } from './open-item.ts'

const notThere: DeviceProblem = { type: 'NotThere' }

/** Keeps what it holds first: a crash in between leaves it waiting, and accepting it again changes nothing. */
export async function acceptEntry(desk: InboxDesk, itemId: string): Promise<Done> {
  const entry = desk.find(itemId)
  if (entry?.state !== 'waiting') return err(notThere)
  const item = await openItem(desk.device, entry)
  if (!item.ok) return isRefusal(item.error, 'not-found') ? err(notThere) : item
  if (!item.value.opened) {
    // It was whole when it was looked at: the person decides anew, and sees why.
    await desk.replace(entryOf(entry, item.value))
    return err({ type: 'ItemAltered' })
  }
  const { content } = item.value
  if (content.kind === 'cloud-payload') return err(notThere)
  try {
    await keepContent(desk.device, itemId, content)
  } catch (cause) {
    if (cause instanceof StorageFullError) return err({ type: 'DeviceFull' })
    throw cause
  }
  await desk.replace({ ...entry, state: 'taken' })
  return ok(undefined)
}

/** `refused`: it goes. `new`: it is looked at again. */
export async function markEntry(desk: InboxDesk, itemId: string, state: 'refused' | 'new'): Promise<Done> {
  const entry = desk.find(itemId)
  const isOpen = entry?.state === 'waiting' || entry?.state === 'unreadable'
  if (!isOpen) return err(notThere)
  await desk.replace({ ...entry, state, fault: null })
  return ok(undefined)
}
