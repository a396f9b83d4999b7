/**
 * What the patient's devices tell each other about openers and devices: names, last uses, checks of the kit. Sealed like
 * everything else, because names say something and no service needs them. Each device writes a note of its own; of two
 * values under one name the later holds. `specs/key-hierarchy.md` §10.
 */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import { type Instant, millisecondsToInstant } from '@nornos/health-model'
import { utf8 } from '@nornos/std'
import { parseJson, readPayload } from '../objects/object-reader.ts'
import { factsOf, queueEntry, writeObject } from '../objects/object-writer.ts'
import { beginStagedWrite } from '../objects/staged-write.ts'
import { type KeysNote, VaultNote } from '../objects/vault-note.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf } from '../storage/device-storage.ts'
import { finishDraft } from '../sync/finish-draft.ts'

export interface KeyNote {
  readonly at: Instant
  readonly value: string
}

/** By name: `opener/<slot id>/name` and the like. */
export type KeyNotes = ReadonlyMap<string, KeyNote>

export async function readKeyNotes(device: OpenDevice): Promise<KeyNotes> {
  const latest = new Map<string, KeyNote>()
  for (const { name, at, value } of (await readNotes(device)).flatMap(({ entries }) => entries)) {
    const known = latest.get(name)
    if (known === undefined || isLater({ at, value }, known)) latest.set(name, { at, value })
  }
  return latest
}

/** Durable when it answers; other devices hear of it with the next sync. */
export async function writeKeyNotes(
  device: OpenDevice,
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const { clock, locks, session, storage } = device
  const owner = session.file.deviceId
  await locks.request(`nornos-key-notes-${owner}`, async () => {
    const at = millisecondsToInstant(clock.now().getTime())
    const own = (await readNotes(device)).find((note) => note.device === owner)
    const kept = (own?.entries ?? []).filter(({ name }) => !(name in values))
    const set = Object.entries(values).map(([name, value]) => ({ name, at, value }))
    const note: KeysNote = { note: 'keys', device: owner, entries: [...kept, ...set] }
    const objectId = await deriveRecordId(session.vault, ['note', 'keys', owner])
    const write = beginStagedWrite(storage)
    const payload = utf8(JSON.stringify(VaultNote.parse(note)))
    const written = await writeObject(device, write, 'records', { objectId, kind: 'record', payload })
    const draft = device.catalog.draft()
    draft.putNote({ ...factsOf(written), note: 'keys', table: 'records' })
    const queue = [queueEntry(device, 'records', written)]
    await finishDraft(device, draft, { write, queue, durability: 'strict' })
  })
  device.queued()
  device.changed('keys')
}

async function readNotes(device: OpenDevice): Promise<readonly KeysNote[]> {
  const notes: KeysNote[] = []
  for (const entry of device.catalog.notes()) {
    if (entry.note !== 'keys') continue
    const read: Parameters<typeof readPayload>[1] = (table, key) => readBytesOf(device.storage, table, key)
    const bytes = await readPayload(device.session.vault, read, entry.table, entry)
    const note = VaultNote.parse(parseJson(bytes))
    if (note.note === 'keys') notes.push(note)
  }
  return notes
}

/** At the same moment the value that comes first by its letters holds, on every device. */
function isLater(left: KeyNote, right: KeyNote): boolean {
  const difference = Date.parse(left.at) - Date.parse(right.at)
  return difference > 0 || (difference === 0 && left.value < right.value)
}
