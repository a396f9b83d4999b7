/**
 * Pictures: kept whole. Read are their size and when they were taken; where they were taken is not looked at.
 * Read next: jpeg.ts, png.ts.
 */
import { type ByteSource, createByteSource } from '../binary/byte-source.ts'
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import type { LocalClock } from '../local-time.ts'
import type { ImageDescription } from './image-description.ts'
import { readJpeg } from './jpeg.ts'
import { readPng } from './png.ts'

interface Kind {
  readonly id: string
  readonly contentType: string
  readonly signature: readonly number[]
  readonly read: (source: ByteSource, clock: LocalClock) => Promise<ImageDescription>
}

const KINDS: readonly Kind[] = [
  {
    id: 'png',
    contentType: 'image/png',
    signature: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    read: readPng,
  },
  { id: 'jpeg', contentType: 'image/jpeg', signature: [0xff, 0xd8, 0xff], read: readJpeg },
]

export const images: readonly Format[] = KINDS.map(({ id, contentType, signature, read }) => ({
  id,
  matches: (first) => signature.every((byte, index) => first[index] === byte),
  async read(reader, context) {
    const source = createByteSource(reader, context)
    const emit = createEmitter(context, { name: 'Image' })
    const { width, height, takenAt, isWhole } = await read(source, context.clock)
    if (!isWhole) context.report.partial(source.offset, 'The picture ends too early or is damaged.')
    await source.drain()
    emit.count(id)
    emit.document({
      metric: 'doc_pdf',
      contentType,
      title: 'Image',
      date: takenAt,
      details: {
        ...(width > 0 && height > 0 && { width: String(width), height: String(height) }),
        bytes: String(source.offset),
      },
    })
  },
}))
