/** The files of the vault as this device knows them: their indexes, and what the person has said about them. */
import { present } from '@nornos/std'
import type { NoteEntry } from '../objects/catalog.ts'
import { parseJson, type ReadBytes, readPayload } from '../objects/object-reader.ts'
import { VaultNote } from '../objects/vault-note.ts'
import type { OpenDevice } from '../open-device.ts'
import { readBytesOf } from '../storage/device-storage.ts'
import { type FileIndex, parseFileIndex } from './file-index.ts'
import { latestMarks, type MarkOfDevice, markKey } from './file-mark.ts'

export interface ShelvedFile {
  readonly fileId: string
  readonly version: number
  readonly blob: string
  readonly index: FileIndex
}

export interface FileShelf {
  readonly files: readonly ShelvedFile[]
  /** Null when nothing was said. */
  mark(fileId: string, field: string): MarkOfDevice | null
  /** The latest moment of any mark. */
  readonly lastMark: number
}

export async function readShelf(device: OpenDevice): Promise<FileShelf> {
  const notes = device.catalog.notes()
  const files = await Promise.all(notes.filter(({ note }) => note === 'file').map((one) => open(device, one)))
  const marks: MarkOfDevice[] = []
  for (const entry of notes.filter(({ note }) => note === 'file-marks')) {
    const note = await readNote(device, entry)
    if (note.note === 'file-marks')
      for (const mark of note.marks) marks.push({ ...mark, device: note.device })
  }
  const latest = latestMarks(marks)
  return {
    files,
    mark: (fileId, field) => latest.get(markKey(fileId, field)) ?? null,
    lastMark: marks.reduce((last, { at }) => Math.max(last, at), 0),
  }
}

export async function readNote(device: OpenDevice, entry: NoteEntry): Promise<VaultNote> {
  const payload = await readPayload(device.session.vault, readerOf(device), entry.table, entry)
  return VaultNote.parse(parseJson(payload))
}

/** Indexes never change under their blob's name. */
const opened = new WeakMap<OpenDevice, Map<string, FileIndex>>()

async function open(device: OpenDevice, entry: NoteEntry): Promise<ShelvedFile> {
  const known = opened.get(device) ?? new Map<string, FileIndex>()
  opened.set(device, known)
  const { blob, objectId, version } = entry
  const index = known.get(blob) ?? (await readIndex(device, entry))
  known.set(blob, index)
  return { fileId: objectId, version, blob, index }
}

async function readIndex(device: OpenDevice, entry: NoteEntry): Promise<FileIndex> {
  const payload = await readPayload(device.session.vault, readerOf(device), entry.table, entry)
  return present(parseFileIndex(payload), 'an index was checked when it came in')
}

function readerOf({ storage }: OpenDevice): ReadBytes {
  return (table, key) => readBytesOf(storage, table, key)
}
