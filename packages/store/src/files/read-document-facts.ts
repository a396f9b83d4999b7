/** What an importer read out of a document's headers, for whoever looks at the file. */
import { fromBase64Url, toHex } from '@nornos/std'
import type { OpenDevice } from '../open-device.ts'
import { documentNoteId } from './document-note.ts'
import { readNote } from './file-shelf.ts'

export interface DocumentFacts {
  /** As the document names itself; empty when it does not. */
  readonly title: string
  /** When it was made, milliseconds since 1970; null when it does not say. */
  readonly date: number | null
  /** By its name in plain words: `modality`, `genome build`, `variants`. */
  readonly details: Readonly<Record<string, string>>
}

/** `sha256` in base64url, as a file view has it. Null when no importer has looked into it. */
export async function readDocumentFacts(device: OpenDevice, sha256: string): Promise<DocumentFacts | null> {
  const bytes = fromBase64Url(sha256)
  if (bytes === null) return null
  const objectId = await documentNoteId(device.session.vault, toHex(bytes))
  const entry = device.catalog.notes().find((one) => one.objectId === objectId)
  const note = entry && (await readNote(device, entry))
  if (note?.note !== 'document') return null
  const { date, details, title } = note
  return { title, date, details }
}
