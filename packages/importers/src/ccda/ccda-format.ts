/**
 * C-CDA: a clinical document as XML. It is kept whole; its results and vital signs are read as well, as the FHIR
 * observations that they would be. The document that Apple Health adds to its exports holds nothing of its own and
 * is left out. Read next: ccda-reader.ts.
 */
import { createEmitter } from '../emitter.ts'
import { readObservation } from '../fhir/fhir-observation.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createTagScanner } from '../xml/tag-scanner.ts'
import { createCcdaReader } from './ccda-reader.ts'

const decoder = new TextDecoder('utf-8')
const ROOT = /<(?:\w+:)?ClinicalDocument[\s>]|2\.16\.840\.1\.113883\.10\.20\.22\./

export const ccda: Format = {
  id: 'c-cda',
  matches: (first) => ROOT.test(decoder.decode(first)),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'Clinical document' })
    const document = createCcdaReader({
      observation(resource) {
        emit.count('observation')
        readObservation(emit, resource)
      },
      section: () => emit.count('section'),
    })
    const scanner = createTagScanner({
      tag: document.tag,
      broken: (offset) => context.report.skip('', 'broken-markup', offset, ''),
    })
    await readPieces(reader, context, scanner.push)
    const cut = scanner.finish()
    if (cut !== null || document.depth() > 0) context.report.partial(cut ?? 0, 'The document ends too early.')
    if (document.title() === 'Health Data Export') return
    emit.document({
      metric: 'doc_ccda',
      contentType: 'application/xml',
      title: document.title() || 'Clinical document',
      date: document.date(),
      details: {},
    })
  },
}
