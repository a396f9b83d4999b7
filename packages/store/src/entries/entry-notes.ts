/** The lists in which devices keep their changes of entries (specs/entry.md §1). Read next: save-entry.ts. */
import type { Vault } from '@nornos/crypto/vault-open'
import { type DeviceId, type EntryChange, type EntryState, stateOfChanges } from '@nornos/health-model'
import type { NoteEntry } from '../objects/catalog.ts'
import { parseJson, type ReadBytes, readPayload } from '../objects/object-reader.ts'
import { VaultNote } from '../objects/vault-note.ts'

/** Changes in one part of a list. */
export const partChangesMax = 500

export interface EntryPart {
  readonly objectId: string
  readonly device: DeviceId
  readonly part: number
  readonly changes: readonly EntryChange[]
}

export async function readEntryParts(
  vault: Vault,
  read: ReadBytes,
  notes: readonly NoteEntry[],
): Promise<readonly EntryPart[]> {
  const parts: EntryPart[] = []
  for (const entry of notes) {
    if (entry.note !== 'entries') continue
    const note = VaultNote.parse(parseJson(await readPayload(vault, read, entry.table, entry)))
    if (note.note !== 'entries') continue
    const { changes, device, part } = note
    parts.push({ objectId: entry.objectId, device, part, changes })
  }
  return parts.sort((left, right) => left.part - right.part)
}

/** The entries as they are now, of all devices together. */
export async function readEntryState(
  vault: Vault,
  read: ReadBytes,
  notes: readonly NoteEntry[],
): Promise<EntryState> {
  return stateOfChanges(await readEntryParts(vault, read, notes))
}
