/**
 * An opener that a chosen person has one half of on paper, and auth the other one. The half is stored before the opener and
 * deleted after it, so that what is left after a crash opens nothing. `specs/key-hierarchy.md` §12.
 */
import { checkKitWords } from '@nornos/crypto/vault-open'
import { kitEntropyToWords, makeKitEntropy } from '@nornos/crypto/vault-seal'
import { assert, ok, type Result, toBase64Url } from '@nornos/std'
import { ask } from '../device-api.ts'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { rosterOf } from '../vault/session.ts'
import { putOpener, removeOpener } from './change-openers.ts'
import { type ContactPage, contactPageText } from './contact-page-text.ts'
import { readKeyNotes, writeKeyNotes } from './key-notes.ts'
import type { MadeContactPage } from './keys.ts'
import { instantOf } from './note-instant.ts'
import { noteNames, presentInstant } from './note-openers.ts'

/** Nothing is stored yet: the person prints it first. */
export async function makeContactPage(): Promise<MadeContactPage> {
  const page = { slotId: crypto.randomUUID(), words: await kitEntropyToWords(makeKitEntropy()) }
  return { ...page, text: contactPageText(page) }
}

/** To be called under the write lock. Called again after a failure it makes the same page good. */
export async function addContact(
  device: OpenDevice,
  { slotId, words }: ContactPage,
  name: string,
): Promise<Result<undefined, DeviceProblem>> {
  const contactHalf = await checkKitWords(words.join(' '))
  assert(contactHalf.ok, 'the page is one that makeContactPage made')
  const serverHalf = makeKitEntropy()
  const stored = await ask(
    device.api.recoveryHalfPut({ params: { slotId }, body: { half: toBase64Url(serverHalf) } }),
  )
  if (!stored.ok) return stored
  const put = await putOpener(device, { kind: 'contact', contactHalf: contactHalf.value, serverHalf }, slotId)
  contactHalf.value.fill(0)
  serverHalf.fill(0)
  if (!put.ok) {
    // Without an answer it is not known whether the opener is there.
    if (put.error.type !== 'Offline') await ask(device.api.recoveryHalfRemove({ params: { slotId } }))
    return put
  }
  await writeKeyNotes(device, {
    [noteNames.openerName(slotId)]: name,
    [noteNames.madeAt(slotId)]: presentInstant(device),
  })
  await dropOtherHalves(device, slotId)
  return ok(undefined)
}

/** Done also when another device was quicker. To be called under the write lock. */
export async function removeContact(
  device: OpenDevice,
  slotId: string,
): Promise<Result<undefined, DeviceProblem>> {
  const removed = await removeOpener(device, slotId)
  if (!removed.ok && removed.error.type !== 'NotThere') return removed
  const dropped = await ask(device.api.recoveryHalfRemove({ params: { slotId } }))
  return dropped.ok ? ok(undefined) : dropped
}

/** It has opened the vault: from now on any device takes it out. */
export async function noteContactUsed(device: OpenDevice, slotId: string): Promise<void> {
  await writeKeyNotes(device, { [noteNames.until(slotId)]: presentInstant(device) })
}

/** Takes out those that were used, whichever device did it. To be called under the write lock. */
export async function endUsedContacts(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const contacts = rosterOf(device.session).slots.filter(({ kind }) => kind === 'contact')
  if (contacts.length === 0) return ok(undefined)
  const notes = await readKeyNotes(device)
  for (const { id } of contacts) {
    if (instantOf(notes, noteNames.until(id)) === null) continue
    const ended = await removeContact(device, id)
    if (!ended.ok) return ended
  }
  return ok(undefined)
}

/** A vault has one contact: what else lies at auth belongs to none. What cannot be deleted now is at the next time. */
async function dropOtherHalves({ api }: OpenDevice, kept: string): Promise<void> {
  const read = await ask(api.recoveryRead({}))
  if (!read.ok) return
  for (const slotId of read.value.body.slotIds) {
    if (slotId !== kept) await ask(api.recoveryHalfRemove({ params: { slotId } }))
  }
}
