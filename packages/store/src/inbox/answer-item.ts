/** What the person says to an item. It is on the disk before it answers; the vault hears of it at the next look. */
import { err, ok } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { Done, InboxDesk } from './inbox-desk.ts'
import { keepContent } from './keep-content.ts'
import { letterDocumentBytesMax } from './letters.ts'
import { openItem } from './open-item.ts'

const notThere: DeviceProblem = {
  type: 'Refused',
  code: 'not-found',
  detail: 'It is no longer in the inbox.',
}
const tooLarge: DeviceProblem = {
  type: 'Refused',
  code: 'document-too-large',
  detail: 'It stays in the inbox.',
}

/** Keeps what it holds first: a crash in between leaves it waiting, and accepting it again changes nothing. */
export async function acceptEntry(desk: InboxDesk, itemId: string): Promise<Done> {
  const entry = desk.find(itemId)
  if (entry?.state !== 'waiting') return err(notThere)
  const item = await openItem(desk.device, entry)
  if (!item.ok) return item
  const content = item.value.opened ? item.value.content : null
  if (content === null || content.kind === 'cloud-payload') return err(notThere)
  if (content.kind === 'document' && content.body.length > letterDocumentBytesMax) return err(tooLarge)
  await keepContent(desk.device, itemId, content)
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
