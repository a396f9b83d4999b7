/**
 * The clinical document that Apple Health puts into its exports: it says once more, and less exactly, what the export
 * says, and is as large. It is passed over.
 */
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'

const decoder = new TextDecoder('utf-8')
const MARK =
  /<ClinicalDocument[\s>][\s\S]*?(?:extension="Health Export CDA"|<title>Health Data Export<\/title>)/

export const appleDocument: Format = {
  id: 'apple-health',
  matches: (first) => MARK.test(decoder.decode(first)),
  async read(reader, context) {
    context.report.count('export_cda.xml')
    await readPieces(reader, context, () => undefined)
  },
}
