/** A file that stands in another one as base64: a scan, a letter, a report. */
import type { LocalClock } from '../local-time.ts'
import { describePdf } from '../pdf/describe-pdf.ts'
import type { ImportedDocument } from '../sink.ts'

const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'application/pdf'],
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0x47, 0x49, 0x46, 0x38], 'image/gif'],
  [[0x49, 0x49, 0x2a, 0x00], 'image/tiff'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'image/tiff'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'application/rtf'],
]
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+$/

/** The bytes, or null when it is no base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const plain = text.replace(/\s+/g, '')
    return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0))
  } catch {
    return null
  }
}

export interface StatedFile {
  /** The media type that the file around it gives. */
  readonly stated: string
  /** May be empty. */
  readonly title: string
  readonly date: number | null
}

const PDF = 'application/pdf'

/** The document that such a file is. A PDF is read as if it had come alone. */
export function embeddedDocument(
  bytes: Uint8Array,
  { stated, title, date }: StatedFile,
  clock: LocalClock,
): Omit<ImportedDocument, 'file'> {
  const contentType = mediaTypeOf(bytes, stated)
  const { isProtected: _, ...description } =
    contentType === PDF
      ? describePdf(bytes, clock)
      : { title: '', isProtected: false, date: null, details: {} }
  return {
    metric: 'doc_pdf',
    contentType,
    ...description,
    title: title || description.title || 'File',
    date: date ?? description.date,
    details: { bytes: String(bytes.length), ...description.details },
    content: bytes,
  }
}

/** By its first bytes; else what is said of it. */
function mediaTypeOf(bytes: Uint8Array, stated: string): string {
  const known = SIGNATURES.find(([signature]) => signature.every((byte, at) => bytes[at] === byte))
  return known?.[1] ?? (MEDIA_TYPE.test(stated) ? stated : 'application/octet-stream')
}
