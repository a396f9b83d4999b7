/**
 * Documents of the vault whose text seems to state laboratory results. Nothing of it counts: what counts is what the
 * person confirms, which is an entry of theirs that names the document and the line.
 */
import type { DocumentPlace, Entry } from '@nornos/health-model'
import { type ProposedResult, sampleTakenDetail } from '@nornos/importers'
import { readAllEntries } from '../entries/read-all-entries.ts'
import { documentId } from '../files/document-note.ts'
import { readNote, readShelf } from '../files/file-shelf.ts'
import type { OpenDevice } from '../open-device.ts'

export interface ProposedLine extends ProposedResult {
  /** Tells the lines of one document apart. */
  readonly line: number
  /** The person's word on it; null before they gave one. */
  readonly decision: Entry | null
}

export interface ProposedDocument {
  readonly document: Pick<DocumentPlace, 'sha256' | 'fileName'>
  /** The file with these bytes; null while it is on its way. */
  readonly fileId: string | null
  /** The day of the sample, where the page says it for sure; else empty. */
  readonly day: string
  readonly lines: readonly ProposedLine[]
}

/** Without those whose file the person has deleted; by name. */
export async function readProposedDocuments(device: OpenDevice): Promise<readonly ProposedDocument[]> {
  const shelf = await readShelf(device)
  const decisions = decisionsOf(await readAllEntries(device))
  const documents: ProposedDocument[] = []
  for (const entry of device.catalog.notes().filter(({ note }) => note === 'document')) {
    const note = await readNote(device, entry)
    if (note.note !== 'document' || note.proposals.length === 0) continue
    const file = shelf.files.find(({ index }) => index.sha256 === note.sha256)
    const said = (field: string) => (file === undefined ? null : shelf.mark(file.fileId, field)?.value)
    if (said('deleted') === 'yes') continue
    const sha256 = documentId(note.sha256)
    const fileName = (said('name') ?? file?.index.name ?? note.title).slice(0, 200)
    documents.push({
      document: { sha256, fileName },
      fileId: file?.fileId ?? null,
      day: note.details[sampleTakenDetail] ?? '',
      lines: note.proposals.map((result, line) => ({
        ...result,
        line,
        decision: decisions.get(placeKey({ sha256, line })) ?? null,
      })),
    })
  }
  return documents.sort((left, right) => left.document.fileName.localeCompare(right.document.fileName))
}

function decisionsOf(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(
    entries.flatMap((entry) => {
      const { content } = entry
      const isDecision = content.kind === 'confirmed' || content.kind === 'rejected'
      return isDecision ? [[placeKey(content.document), entry] as const] : []
    }),
  )
}

function placeKey({ line, sha256 }: Pick<DocumentPlace, 'sha256' | 'line'>): string {
  return `${sha256} ${line}`
}
