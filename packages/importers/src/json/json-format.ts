/** A vendor's JSON: recognised by what its first members are called, read item by item. */
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createJsonSplitter } from './json-splitter.ts'

export interface JsonSource {
  readonly id: string
  readonly source: string
  /** On the first bytes as text. */
  readonly signature: RegExp
  /** Documents are small and are read whole, instead of element by element. */
  readonly isWhole: boolean
  /** One element or, with `isWhole`, one document. `key` is the member that an element stands in. */
  item(value: unknown, emit: Emitter, context: ImportContext, key: string): void
}

const decoder = new TextDecoder('utf-8')

export function jsonFormat(source: JsonSource): Format {
  return {
    id: source.id,
    matches: (first) => source.signature.test(decoder.decode(first)),
    async read(reader, context) {
      const emit = createEmitter(context, { name: source.source })
      const splitter = createJsonSplitter(
        {
          value(key, value, offset) {
            emit.place = offset
            source.item(value, emit, context, key)
          },
          document: () => undefined,
          broken: (offset, why) => context.report.partial(offset, why),
        },
        source.isWhole,
      )
      await readPieces(reader, context, splitter.push)
      splitter.finish()
    },
  }
}
