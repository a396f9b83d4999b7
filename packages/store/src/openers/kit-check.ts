/** Once a year three words of the paper: a kit that nobody can read any more is noticed while there is time. */
import { millisecondsToInstant } from '@nornos/health-model'
import { err, ok, type Result } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'
import type { OpenDevice } from '../open-device.ts'
import { rosterOf } from '../vault/session.ts'
import { type KeyNotes, readKeyNotes, writeKeyNotes } from './key-notes.ts'
import type { KitCheck } from './keys.ts'
import { askedAtOnce, type KitWords, parseKitWords, type TypedKitWord, wrongPositions } from './kit-words.ts'
import { instantOf } from './note-instant.ts'
import { noteNames, presentInstant } from './note-openers.ts'

const dayMs = 86_400_000
/** After a check, and after a kit was made that was never checked. */
const dueAfterMs = { checked: 365 * dayMs, made: 90 * dayMs }

export function kitCheckOf(device: OpenDevice, notes: KeyNotes): KitCheck {
  const slotId = kitSlotOf(device, notes)
  if (slotId === null) return { slotId: null, checkedAt: null, dueAt: null, isDue: false }
  const checkedAt = instantOf(notes, noteNames.kitCheckedAt(slotId))
  const madeAt = instantOf(notes, noteNames.madeAt(slotId))
  const isCheckable = notes.has(noteNames.kitWords(slotId))
  const from = checkedAt ?? madeAt
  if (from === null || !isCheckable) return { slotId, checkedAt, dueAt: null, isDue: false }
  const dueAt = Date.parse(from) + (checkedAt === null ? dueAfterMs.made : dueAfterMs.checked)
  const isDue = device.clock.now().getTime() >= dueAt
  return { slotId, checkedAt, dueAt: millisecondsToInstant(dueAt), isDue }
}

/** Null where no device has noted any words of a kit. */
export async function kitWordsOf(
  device: OpenDevice,
): Promise<{ readonly slotId: string; readonly words: KitWords } | null> {
  const notes = await readKeyNotes(device)
  const slotId = kitSlotOf(device, notes)
  const text = slotId === null ? undefined : notes.get(noteNames.kitWords(slotId))?.value
  return slotId === null || text === undefined ? null : { slotId, words: parseKitWords(text) }
}

/** At least three words, all of them right. */
export async function answerKitCheck(
  device: OpenDevice,
  typed: readonly TypedKitWord[],
): Promise<Result<undefined, DeviceProblem>> {
  const kit = await kitWordsOf(device)
  if (kit === null) return err({ type: 'NotThere' })
  const given = new Set(typed.map(({ position }) => position)).size
  if (given < askedAtOnce) return err({ type: 'WordCount', given, needed: askedAtOnce })
  const positions = wrongPositions(kit.words, typed)
  if (positions.length > 0) return err({ type: 'KitWordsWrong', positions })
  await writeKeyNotes(device, { [noteNames.kitCheckedAt(kit.slotId)]: presentInstant(device) })
  return ok(undefined)
}

/** The kit that can be checked, if there are several. */
function kitSlotOf({ session }: OpenDevice, notes: KeyNotes): string | null {
  const kits = rosterOf(session).slots.filter(({ kind }) => kind === 'kit')
  const checkable = kits.find(({ id }) => notes.has(noteNames.kitWords(id)))
  return (checkable ?? kits[0])?.id ?? null
}
