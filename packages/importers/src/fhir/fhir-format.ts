/** FHIR as JSON: bundles of any size, one resource, or one resource a line (bulk export). */
import { createEmitter } from '../emitter.ts'
import { FIRST_BYTES, type Format } from '../format.ts'
import { createJsonSplitter } from '../json/json-splitter.ts'
import { at, isObject } from '../json/look.ts'
import { readPieces } from '../read-pieces.ts'
import { readResource } from './fhir-resource.ts'

const decoder = new TextDecoder('utf-8')
const RESOURCE = /^\uFEFF?\s*\{[\s\S]*?"resourceType"\s*:\s*"[A-Z][A-Za-z]+"/
const ENTRIES = /"entry"\s*:\s*\[\s*\{/

export const fhir: Format = {
  id: 'fhir',
  matches: (first) => RESOURCE.test(decoder.decode(first)),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'Health record (FHIR)' })
    const isBundle = ENTRIES.test(decoder.decode(await reader.peek(FIRST_BYTES)))
    const splitter = createJsonSplitter(
      {
        value(key, value, offset) {
          emit.place = offset
          const resource = isBundle ? at(value, 'resource') : value
          if (isObject(resource) && (!isBundle || key === 'entry'))
            readResource(emit, resource, context.clock)
        },
        document: () => undefined,
        broken: (offset, why) => context.report.partial(offset, why),
      },
      !isBundle,
    )
    await readPieces(reader, context, splitter.push)
    splitter.finish()
  },
}
