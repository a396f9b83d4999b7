/** The results that a laboratory's page seems to hold. Nothing is kept: what counts is what the person confirms. */

import { hashBytes } from '@nornos/crypto/verify'
import type { DocumentPlace } from '@nornos/health-model'
import { type ImportedDocument, importFile, type ProposedResult, sampleDay, ucumOf } from '@nornos/importers'
import { err, ok, type Result, toBase64Url } from '@nornos/std'
import type { DeviceProblem } from '../device-problem.ts'

export interface ProposedLine extends ProposedResult {
  /** Tells the lines of one document apart. */
  readonly line: number
  /** The unit in the spelling that conversions know. */
  readonly ucum: string
}

export interface ProposedDocument {
  readonly document: Pick<DocumentPlace, 'sha256' | 'fileName'>
  /** The day of the sample, where the page says it for sure; else empty. */
  readonly day: string
  readonly lines: readonly ProposedLine[]
}

/** The whole file is hashed in memory. */
const fileBytesMax = 64 * 1024 * 1024

export async function readProposals(file: File): Promise<Result<ProposedDocument, DeviceProblem>> {
  if (file.size === 0) return err({ type: 'FileEmpty' })
  if (file.size > fileBytesMax) return err({ type: 'FileUnreadable' })
  const documents: ImportedDocument[] = []
  const imported = await importFile(file, {
    series: () => 0,
    sample: () => undefined,
    record: () => undefined,
    raw: () => undefined,
    document: (found) => void documents.push(found),
  })
  if (!imported.ok || documents.length === 0) return err({ type: 'FileNotRecognised' })
  const hash = await hashBytes(new Uint8Array(await file.arrayBuffer()))
  return ok({
    document: { sha256: toBase64Url(hash), fileName: file.name.slice(0, 200) },
    day: documents.map(({ text = '' }) => sampleDay(text)).find((day) => day !== '') ?? '',
    lines: documents
      .flatMap(({ proposals = [] }) => proposals)
      .map((proposal, line) => ({ ...proposal, line, ucum: ucumOf(proposal.unit) })),
  })
}
