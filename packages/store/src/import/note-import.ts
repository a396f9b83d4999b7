/** What an import says about its sources. Read next: raw-import.ts. */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import { utf8 } from '@nornos/std'
import type { NoteEntry } from '../objects/catalog.ts'
import { parseJson, readPayload } from '../objects/object-reader.ts'
import { factsOf, queueEntry, writeObject } from '../objects/object-writer.ts'
import { VaultNote } from '../objects/vault-note.ts'
import type { ImportRun } from './import-run.ts'

/** Adds the sources of this import to those that this device has seen before. */
export async function importSources(run: ImportRun): Promise<void> {
  const device = run.device.session.file.deviceId
  const { note, objectId } = await ownNote(run, ['sources', device])
  const before = note?.note === 'sources' ? note.sources : []
  const known = new Set(before.map(({ id }) => id))
  const fresh = [...run.sources].filter(([id]) => !known.has(id)).map(([id, identity]) => ({ id, identity }))
  if (fresh.length > 0) {
    await putNote(run, objectId, { note: 'sources', device, sources: [...before, ...fresh] })
  }
}

export async function ownNote(run: ImportRun, name: readonly string[]) {
  const { vault } = run.device.session
  const objectId = await deriveRecordId(vault, ['note', ...name])
  const entry = run.draft.notes().find((one) => one.objectId === objectId)
  if (entry === undefined) return { objectId, note: null }
  const payload = await readPayload(vault, run.write.read, entry.table, entry)
  return { objectId, note: VaultNote.parse(parseJson(payload)) }
}

/** Writes a note of this device as a part of the run. */
export async function putNote(run: ImportRun, objectId: string, note: VaultNote): Promise<void> {
  const { device, draft, queue, write } = run
  const before = draft.notes().find((one) => one.objectId === objectId)
  const payload = utf8(JSON.stringify(note))
  const written = await writeObject(device, write, 'records', { objectId, kind: 'record', payload })
  if (before !== undefined) write.drop(before.table, before.blob)
  const entry: NoteEntry = { ...factsOf(written), note: note.note, table: 'records' }
  draft.putNote(entry)
  queue.set(objectId, queueEntry(device, 'records', written))
}
