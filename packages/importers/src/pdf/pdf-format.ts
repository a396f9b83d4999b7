/**
 * PDF: kept whole. Of one with a text layer the text is read, and lines that look like laboratory results become
 * proposals. Read next: describe-pdf.ts, ../lab-proposals/propose-results.ts.
 */
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { describePdf } from './describe-pdf.ts'

const SIGNATURE = /%PDF-\d/
/** Programs put up to so much in front of it. */
const FRONT_MAX = 1024
/** A larger one is pictures: it is kept, its text is not looked for. */
const BYTES_MAX = 48 * 1024 * 1024
const decoder = new TextDecoder('latin1')

export const pdf: Format = {
  id: 'pdf',
  matches: (first) => SIGNATURE.test(decoder.decode(first.subarray(0, FRONT_MAX))),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'PDF' })
    const { report } = context
    let held = new Uint8Array(64 * 1024)
    let length = 0
    await readPieces(reader, context, (piece) => {
      if (length + piece.length <= BYTES_MAX) held = put(held, length, piece)
      length += piece.length
    })
    emit.count('pdf')
    const isTooLarge = length > BYTES_MAX
    if (isTooLarge) emit.skip('pdf', 'too-large', 'Its text is not read.')
    const description = isTooLarge ? null : describePdf(held.subarray(0, length), context.clock)
    if (description?.isProtected === true) emit.skip('pdf', 'unreadable-file', 'Its text is protected.')
    if (!isTooLarge && !hasEnd(held.subarray(0, length))) report.partial(length, 'The file ends too early.')
    const { title = '', isProtected: _, details = {}, ...rest } = description ?? { date: null }
    emit.document({
      metric: 'doc_pdf',
      contentType: 'application/pdf',
      title: title || 'PDF',
      ...rest,
      details: { bytes: String(length), ...details },
    })
  },
}

function put(held: Uint8Array<ArrayBuffer>, at: number, piece: Uint8Array): Uint8Array<ArrayBuffer> {
  const isEnough = at + piece.length <= held.length
  const larger = isEnough ? held : new Uint8Array(Math.max(held.length * 2, at + piece.length))
  if (!isEnough) larger.set(held.subarray(0, at))
  larger.set(piece, at)
  return larger
}

const END_WITHIN = 2048

function hasEnd(bytes: Uint8Array): boolean {
  return decoder.decode(bytes.subarray(-END_WITHIN)).includes('%%EOF')
}
