/** Files that are kept as they are, recognised by their first bytes: PDF and images. */
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'

interface Kind {
  readonly id: string
  readonly contentType: string
  readonly title: string
  readonly signature: readonly number[]
}

const KINDS: readonly Kind[] = [
  { id: 'pdf', contentType: 'application/pdf', title: 'PDF', signature: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { id: 'png', contentType: 'image/png', title: 'Image', signature: [0x89, 0x50, 0x4e, 0x47] },
  { id: 'jpeg', contentType: 'image/jpeg', title: 'Image', signature: [0xff, 0xd8, 0xff] },
]

export const plainDocuments: readonly Format[] = KINDS.map(({ id, contentType, title, signature }) => ({
  id,
  matches: (first) => signature.every((byte, index) => first[index] === byte),
  async read(reader, context) {
    let bytes = 0
    await readPieces(reader, context, (piece) => {
      bytes += piece.length
    })
    const emit = createEmitter(context, { name: title })
    emit.count(id)
    emit.document({ metric: 'doc_pdf', contentType, title, date: null, details: { bytes: String(bytes) } })
  },
}))
