/** Laboratory results that documents seem to state. None of them counts before the person has answered it. */
import type { ProposedResult } from '@nornos/importers'
import type { OpenDevice } from '../open-device.ts'
import { readNote, readShelf } from './file-shelf.ts'
import { saveMarks } from './marks-note.ts'

export type ProposalState = 'proposed' | 'confirmed' | 'refused'

export interface ProposalView {
  /** 0, 1, …: its place in its document. */
  readonly number: number
  readonly state: ProposalState
  readonly result: ProposedResult
}

export interface DocumentProposals {
  /** SHA-256 of the document, hex. */
  readonly documentId: string
  /** The file to show beside; null while this device does not know it. */
  readonly fileId: string | null
  readonly title: string
  /** Milliseconds since 1970; null when the document does not say. */
  readonly date: number | null
  readonly proposals: readonly ProposalView[]
}

export interface ProposalAnswer {
  readonly number: number
  readonly state: ProposalState
}

/** Documents with something to propose. */
export async function readProposals(device: OpenDevice): Promise<readonly DocumentProposals[]> {
  const shelf = await readShelf(device)
  const documents: DocumentProposals[] = []
  for (const entry of device.catalog.notes().filter(({ note }) => note === 'document')) {
    const note = await readNote(device, entry)
    if (note.note !== 'document' || note.proposals.length === 0) continue
    const { date, sha256, title } = note
    const file = shelf.files.find(({ index }) => index.sha256 === sha256)
    const proposals = note.proposals.map((result, number) => ({
      number,
      state: stateOf(shelf.mark(sha256, `proposal-${number}`)?.value),
      result,
    }))
    documents.push({ documentId: sha256, fileId: file?.fileId ?? null, title, date, proposals })
  }
  return documents
}

export async function answerProposals(
  device: OpenDevice,
  documentId: string,
  answers: readonly ProposalAnswer[],
): Promise<void> {
  const marks = answers.map(({ number, state }) => ({
    file: documentId,
    field: `proposal-${number}`,
    value: state,
  }))
  if (marks.length > 0) await saveMarks(device, marks)
}

function stateOf(value: string | null | undefined): ProposalState {
  return value === 'confirmed' || value === 'refused' ? value : 'proposed'
}
