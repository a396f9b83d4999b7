/** VCF: kept whole; read are its version, its reference, how many variants and whose. */
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createLineReader } from '../text/line-reader.ts'

const decoder = new TextDecoder('utf-8')
const SIGNATURE = /^##fileformat=VCFv(\d\.\d)/
const FIXED_COLUMNS = 9

export const vcf: Format = {
  id: 'vcf',
  matches: (first) => SIGNATURE.test(decoder.decode(first.subarray(0, 64))),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'Genome' })
    const header = new Map<string, string>()
    let samples = 0
    let variants = 0
    const lines = createLineReader((text) => {
      const meta = /^##(fileformat|reference|source|fileDate)=(.*)$/.exec(text)
      if (meta !== null) header.set(meta[1] ?? '', (meta[2] ?? '').slice(0, 200))
      else if (text.startsWith('#CHROM')) samples = Math.max(0, text.split('\t').length - FIXED_COLUMNS)
      else if (text !== '' && !text.startsWith('#')) variants++
    })
    await readPieces(reader, context, lines.push)
    lines.finish()
    emit.count('variant', variants)
    emit.document({
      metric: 'variants_vcf',
      contentType: 'text/vcf',
      title: 'Variants (VCF)',
      date: null,
      details: { ...Object.fromEntries(header), variants: String(variants), samples: String(samples) },
    })
  },
}
