/** What importers kept as written, note by note. */
import type { OpenDevice } from '../open-device.ts'
import type { NoteEntry } from './catalog.ts'
import { parseJson, type ReadBytes, readPayload } from './object-reader.ts'
import { type RawNote, VaultNote } from './vault-note.ts'

export async function* readRawNotes(
  { session }: Pick<OpenDevice, 'session'>,
  notes: readonly NoteEntry[],
  read: ReadBytes,
): AsyncGenerator<RawNote> {
  for (const entry of notes) {
    if (entry.note !== 'raw') continue
    const note = VaultNote.parse(parseJson(await readPayload(session.vault, read, entry.table, entry)))
    if (note.note === 'raw') yield note
  }
}
