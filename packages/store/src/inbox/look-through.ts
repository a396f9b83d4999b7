/**
 * Empties the inbox step by step: list, open, take in what connections sent, commit what was taken, acknowledge. The vault
 * deletes on the acknowledgement alone, and every step can be done again: whatever ends in the middle loses nothing and
 * doubles nothing. One item that cannot be opened keeps no other one waiting. specs/inbox-payload.md §6.
 */
import type { InboxContent } from '@nornos/health-model'
import { err, ok } from '@nornos/std'
import { ask, isRefusal } from '../device-api.ts'
import type { Done, InboxDesk } from './inbox-desk.ts'
import { type InboxEntry, mergeInboxLog } from './inbox-entry.ts'
import { entryOf, openItem } from './open-item.ts'

export async function lookThrough(desk: InboxDesk): Promise<Done> {
  const { device, params } = desk
  const listed = await ask(device.api.inboxList({ params, signal: device.signal }))
  if (!listed.ok) return listed
  const merged = mergeInboxLog(desk.log(), listed.value.body.items)
  if (JSON.stringify(merged) !== JSON.stringify(desk.log())) await desk.keep(merged)
  for (const entry of desk.log()) {
    const handled = await handle(desk, entry)
    if (!handled.ok) return handled
  }
  return settle(desk)
}

/** Opens what is new, and takes in what a connection sent. */
async function handle(desk: InboxDesk, entry: InboxEntry): Promise<Done> {
  const isCloud = entry.state === 'waiting' && entry.kind === 'cloud-payload'
  if (entry.state !== 'new' && !isCloud) return ok(undefined)
  const item = await openItem(desk.device, entry)
  // Another device was faster: the next look does not list it.
  if (!item.ok) return isRefusal(item.error, 'not-found') ? ok(undefined) : item
  const opened = entryOf(entry, item.value)
  if (entry.state === 'new') await desk.replace(opened)
  const content = item.value.opened ? item.value.content : null
  return content?.kind === 'cloud-payload' ? takeIn(desk, opened, content) : ok(undefined)
}

/** What a connection of the person sent goes to the importers, which know it by its content. */
async function takeIn(
  { device, imports, replace }: InboxDesk,
  entry: InboxEntry,
  { body, header }: Extract<InboxContent, { kind: 'cloud-payload' }>,
): Promise<Done> {
  const { contentType, name, sentAt } = header
  const file = new File([body], name, { type: contentType, lastModified: Date.parse(sentAt) })
  const started = await imports.start(file, entry.senderId)
  if (!started.ok) return started
  await imports.idle()
  const ended = imports.list().find(({ importId }) => importId === started.value.importId)
  if (ended?.step === 'done') await replace({ ...entry, state: 'taken' })
  else if (device.signal.aborted || ended?.step === 'interrupted') return err({ type: 'VaultLocked' })
  else if (ended?.problem?.type === 'DeviceFull') return err({ type: 'DeviceFull' })
  else await replace({ ...entry, state: 'unreadable', fault: 'not-imported' })
  return ok(undefined)
}

/** Commits what was taken, then acknowledges it, and what was refused. */
async function settle(desk: InboxDesk): Promise<Done> {
  const { device, params, sync } = desk
  const isTaken = desk.log().some(({ state }) => state === 'taken')
  if (isTaken && device.outbox.size > 0) await sync.run()
  const isCommitted = device.outbox.size === 0
  const isDone = ({ state }: InboxEntry) => state === 'refused' || (state === 'taken' && isCommitted)
  for (const { itemId } of desk.log().filter(isDone)) {
    const told = await ask(
      device.api.inboxAcknowledge({ params: { ...params, itemId }, signal: device.signal }),
    )
    if (!told.ok) return told
    await desk.keep(desk.log().filter((one) => one.itemId !== itemId))
  }
  if (!isTaken || isCommitted) return ok(undefined)
  return err({ type: sync.state().state === 'offline' ? 'Offline' : 'NotSaved' })
}
