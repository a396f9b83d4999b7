/** What a PDF says: for one that is imported, and for one that stands inside of another file. */
import { proposeResults } from '../lab-proposals/propose-results.ts'
import { sampleDay } from '../lab-proposals/sample-day.ts'
import type { LocalClock } from '../local-time.ts'
import type { ImportedDocument } from '../sink.ts'
import { plainText, readPdfText } from './pdf-text.ts'

export type PdfDescription = Pick<ImportedDocument, 'date' | 'details' | 'text' | 'proposals'> & {
  readonly title: string
  readonly isProtected: boolean
}

/** The detail that holds the day of the sample, where the page says it for sure. */
export const sampleTakenDetail = 'sample taken'

/** As long as a document's text may be. */
const TEXT_MAX = 100_000

export function describePdf(bytes: Uint8Array, clock: LocalClock): PdfDescription {
  const { pages, pageCount, title, createdAt, isProtected } = readPdfText(bytes, clock)
  const text = plainText(pages, TEXT_MAX)
  const proposals = proposeResults(pages)
  const day = sampleDay(text)
  return {
    title,
    isProtected,
    date: day === '' ? createdAt : Date.parse(`${day}T00:00:00Z`),
    details: {
      pages: String(pageCount),
      ...(day !== '' && { [sampleTakenDetail]: day }),
      ...(proposals.length > 0 && { 'proposed results': String(proposals.length) }),
      ...(isProtected && { protected: 'yes' }),
    },
    ...(text !== '' && { text }),
    ...(proposals.length > 0 && { proposals }),
  }
}
