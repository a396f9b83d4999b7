/** FIT: what watches, bike computers and scales of most makers write. Read next: fit-decoder.ts, fit-mapper.ts. */
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createFitDecoder } from './fit-decoder.ts'
import { createFitMapper } from './fit-mapper.ts'

const SIGNATURE = [0x2e, 0x46, 0x49, 0x54]

export const fit: Format = {
  id: 'fit',
  matches: (first) => (first[0] ?? 0) >= 12 && SIGNATURE.every((byte, index) => first[8 + index] === byte),
  async read(reader, context) {
    const mapper = createFitMapper(createEmitter(context, { name: 'FIT' }))
    let files = 0
    const decoder = createFitDecoder({
      message: mapper.message,
      unknown: (number) => context.report.notKept(`message ${number}`, 1),
      notKept: (detail) => context.report.notKept(detail, 1),
      file() {
        if (files > 0) mapper.endFile()
        files++
      },
      broken: (offset, why) => context.report.partial(offset, why),
    })
    await readPieces(reader, context, decoder.push)
    decoder.finish()
    mapper.endFile()
  },
}
