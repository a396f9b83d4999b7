/**
 * Lets another device in: an opener of six new words that is there for some minutes only. Its end is noted before the
 * opener is made, so that any device takes it out when this one cannot. `specs/key-hierarchy.md` §11.
 */
import { makeSixWords } from '@nornos/crypto/vault-seal'
import { millisecondsToInstant } from '@nornos/health-model'
import { ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { readLastSeen } from '../sync/last-seen.ts'
import { rosterOf } from '../vault/session.ts'
import { putOpener, removeOpener } from './change-openers.ts'
import { deviceCodeText } from './device-code-text.ts'
import { type KeyNotes, readKeyNotes, writeKeyNotes } from './key-notes.ts'
import type { ShownCode } from './keys.ts'
import { instantOf } from './note-instant.ts'
import { noteNames } from './note-openers.ts'

/** Long enough to fetch the other device and sign in there. */
const lifeMs = 10 * 60_000

/** To be called under the write lock. */
export async function showDeviceCode(device: OpenDevice): Promise<Result<ShownCode, DeviceProblem>> {
  const { boxes, clock, session } = device
  const slotId = crypto.randomUUID()
  const words = await makeSixWords()
  const until = clock.now().getTime() + lifeMs
  await writeKeyNotes(device, { [noteNames.until(slotId)]: millisecondsToInstant(until) })
  const put = await putOpener(device, { kind: 'words', words }, slotId)
  if (!put.ok) return put
  const { head, n } = await readLastSeen(boxes)
  const text = deviceCodeText({ vaultId: session.file.vaultId, known: { n, head }, until, words })
  return ok({ slotId, words, text, until: millisecondsToInstant(until) })
}

/** Done also when another device was quicker. To be called under the write lock. */
export async function endDeviceCode(
  device: OpenDevice,
  slotId: string,
): Promise<Result<undefined, DeviceProblem>> {
  const removed = await removeOpener(device, slotId)
  return !removed.ok && removed.error.type === 'NotThere' ? ok(undefined) : removed
}

/** Takes out those whose time has passed, whichever device made them. To be called under the write lock. */
export async function endDueCodes(device: OpenDevice): Promise<Result<undefined, DeviceProblem>> {
  const words = rosterOf(device.session).slots.filter(({ kind }) => kind === 'words')
  if (words.length === 0) return ok(undefined)
  const notes = await readKeyNotes(device)
  const now = device.clock.now().getTime()
  for (const { id } of words) {
    const until = instantOf(notes, noteNames.until(id))
    if (until === null || Date.parse(until) > now) continue
    const ended = await endDeviceCode(device, id)
    if (!ended.ok) return ended
  }
  return ok(undefined)
}

/** Not one of the ways in that the person keeps: the code of another device, or a contact that was used. */
export function goesByItself(notes: KeyNotes, slotId: string): boolean {
  return instantOf(notes, noteNames.until(slotId)) !== null
}
