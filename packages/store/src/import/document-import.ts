/** Keeps the documents of an import whole, each once, with a record that says what it is. */
import { startHash } from '@nornos/crypto/vault-open'
import { type DocumentReference, millisecondsToInstant, sourceIdentity, ZoneName } from '@nornos/health-model'
import { type ImportedDocument, type ImportedRecord, readEntry } from '@nornos/importers'
import { toHex } from '@nornos/std'
import { DocumentNote, documentId, documentNoteId } from '../files/document-note.ts'
import { keepSmallFile, nameOf, smallFileBytesMax } from '../files/keep-small-file.ts'
import type { OutboxEntry } from '../objects/outbox.ts'
import type { ImportRun } from './import-run.ts'
import { putNote } from './note-import.ts'
import { importRecords } from './record-import.ts'

interface Kept {
  readonly name: string
  readonly size: number
  /** Hex. */
  readonly sha256: string
}

export async function importDocuments(
  run: ImportRun,
  file: File,
  documents: readonly ImportedDocument[],
): Promise<void> {
  for (const document of documents) {
    run.tick()
    const kept = await keepDocument(run, file, document)
    await putDocumentNote(run, document, kept.sha256)
    await importRecords(run, [recordOf(document, kept)])
    run.documents.push({ sha256: documentId(kept.sha256), proposals: document.proposals?.length ?? 0 })
  }
}

async function keepDocument(run: ImportRun, file: File, document: ImportedDocument): Promise<Kept> {
  const blob = await blobOf(file, document)
  const name = nameOf(document.file === '' ? file.name : (document.file.split('/').at(-1) ?? ''))
  if (blob.size > smallFileBytesMax)
    return keepLarge(run, new File([blob], name, { type: document.contentType }))
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const queue: OutboxEntry[] = []
  const target = { draft: run.draft, write: run.write, queue, kept: run.keptFiles }
  const { sha256 } = await keepSmallFile(run.device, target, { name, type: document.contentType, bytes })
  for (const entry of queue) run.queue.set(entry.objectId, entry)
  return { name, size: bytes.length, sha256 }
}

/** The bytes of a document: inside another file, an entry of the archive, or the file itself. */
async function blobOf(file: File, document: ImportedDocument): Promise<Blob> {
  if (document.content !== undefined) return new Blob([document.content.slice()])
  if (document.file === '') return file
  // What an archive no longer gives is kept with all of the archive.
  return (await readEntry(file, document.file, smallFileBytesMax)) ?? file
}

async function keepLarge(run: ImportRun, file: File): Promise<Kept> {
  const hash = await startHash()
  for await (const piece of file.stream()) {
    run.tick()
    hash.add(piece)
  }
  run.large.push(file)
  return { name: file.name, size: file.size, sha256: toHex(hash.end()) }
}

async function putDocumentNote(run: ImportRun, document: ImportedDocument, sha256: string): Promise<void> {
  const { session } = run.device
  const objectId = await documentNoteId(session.vault, sha256)
  if (run.draft.notes().some((one) => one.objectId === objectId)) return
  const { date, proposals = [], title } = document
  const details = Object.fromEntries(
    Object.entries(document.details).map(([name, value]) => [name, value.slice(0, textMax)]),
  )
  const note = DocumentNote.safeParse({
    note: 'document',
    sha256,
    title: title.slice(0, textMax),
    date,
    details,
    proposals: proposals.slice(0, proposalsMax),
  })
  if (note.success) await putNote(run, objectId, note.data)
}

const textMax = 2_000
/** Of a text layer; what is longer is in the file itself. */
const layerMax = 100_000
const proposalsMax = 2_000

function recordOf(document: ImportedDocument, { name, sha256, size }: Kept): ImportedRecord {
  const { contentType, date, metric, text, title } = document
  const start = date === null ? null : millisecondsToInstant(date)
  const content: DocumentReference = {
    resourceType: 'DocumentReference',
    status: 'current',
    description: title.slice(0, textMax),
    attachment: {
      contentType,
      fileName: name,
      size,
      sha256: documentId(sha256),
    },
    ...(text !== undefined && text !== '' && { text: text.slice(0, layerMax) }),
  }
  const source = sourceIdentity({ name: 'Document' })
  return { metric, source, start, end: start, zone: ZoneName.parse(''), content }
}
