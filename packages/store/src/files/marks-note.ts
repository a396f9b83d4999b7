/** Adds marks to the note in which this device keeps its own. */
import { deriveRecordId } from '@nornos/crypto/vault-open'
import { utf8 } from '@nornos/std'
import type { CatalogDraft } from '../objects/catalog.ts'
import { factsOf, queueEntry, writeObject } from '../objects/object-writer.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import { beginStagedWrite, type StagedWrite } from '../objects/staged-write.ts'
import { VaultNote } from '../objects/vault-note.ts'
import type { OpenDevice } from '../open-device.ts'
import { finishDraft } from '../sync/finish-draft.ts'
import { type FileMark, markKey } from './file-mark.ts'
import { readNote, readShelf } from './file-shelf.ts'

export type NewMark = Pick<FileMark, 'file' | 'field' | 'value'>

/** Makes the marks count. Nothing else of the catalogue is changed. */
export async function saveMarks(device: OpenDevice, marks: readonly NewMark[]): Promise<void> {
  const draft = device.catalog.draft()
  const write = beginStagedWrite(device.storage)
  const queue = [await writeMarks(device, { draft, write }, marks)]
  await finishDraft(device, draft, { write, queue, durability: 'strict' })
  device.changed('data')
  device.queued()
}

export async function writeMarks(
  device: OpenDevice,
  { draft, write }: { readonly draft: CatalogDraft; readonly write: StagedWrite },
  marks: readonly NewMark[],
): Promise<OutboxEntry> {
  const { session, clock } = device
  const owner = session.file.deviceId
  const objectId = await deriveRecordId(session.vault, ['note', 'file-marks', owner])
  const before = draft.notes().find((one) => one.objectId === objectId)
  const note = before === undefined ? null : await readNote(device, before)
  const shelf = await readShelf(device)
  // A clock that runs behind another device's must not make what is said now the older one.
  const at = Math.max(clock.now().getTime(), shelf.lastMark + 1)
  const latest = new Map(
    (note?.note === 'file-marks' ? note.marks : []).map((one) => [markKey(one.file, one.field), one]),
  )
  for (const mark of marks) latest.set(markKey(mark.file, mark.field), { ...mark, at })
  const json = VaultNote.parse({ note: 'file-marks', device: owner, marks: [...latest.values()] })
  const content = { objectId, kind: 'record', payload: utf8(JSON.stringify(json)) } as const
  const written = await writeObject(device, write, 'records', content)
  if (before !== undefined) write.drop(before.table, before.blob)
  draft.putNote({ ...factsOf(written), note: 'file-marks', table: 'records' })
  return queueEntry(device, 'records', written)
}
