/** Apple Health: `export.xml`, under whatever name the phone's language gave it. Read next: apple-reader.ts. */
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createAppleReader } from './apple-reader.ts'

const decoder = new TextDecoder('utf-8')
const ROOT = /<!DOCTYPE HealthData\b|<HealthData[\s>]/

export const appleHealth: Format = {
  id: 'apple-health',
  matches: (first) => ROOT.test(decoder.decode(first)),
  async read(reader, context) {
    const document = createAppleReader(context.sink, context.report)
    await readPieces(reader, context, document.push)
    document.finish()
  },
}
