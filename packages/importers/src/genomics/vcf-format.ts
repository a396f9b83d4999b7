/**
 * VCF 4.0 to 4.4 and gVCF: kept whole; read are its version, its reference, whose it is and how many variants of
 * which kind. Compressed ones (gzip, bgzip) come here expanded. Read next: vcf-counts.ts.
 */
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createLineReader } from '../text/line-reader.ts'
import { chromosomeCounts } from './chromosome.ts'
import { type BuildFinder, createBuildFinder } from './genome-build.ts'
import { statedDate } from './stated-date.ts'
import { countVariant, createVcfCounts, type VcfCounts } from './vcf-counts.ts'

const decoder = new TextDecoder('utf-8')
const SIGNATURE = /^##fileformat=VCFv4|^(?:##.*\r?\n)*#CHROM\tPOS\tID\tREF\tALT/
const META = /^##(fileformat|reference|source|fileDate)=(.*)$/
const FIXED_COLUMNS = 9
const NAMES_MAX = 200

export const vcf: Format = {
  id: 'vcf',
  matches: (first) => SIGNATURE.test(decoder.decode(first)),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'Genome' })
    const counts = createVcfCounts()
    const build = createBuildFinder()
    const header = new Map<string, string>()
    let samples: readonly string[] = []
    let place = 0
    const lines = createLineReader((text) => {
      place++
      if (text.startsWith('#')) {
        const meta = META.exec(text)
        if (meta !== null && header.size < 8) header.set(meta[1] ?? '', (meta[2] ?? '').slice(0, NAMES_MAX))
        if (text.startsWith('#CHROM')) samples = text.split('\t').slice(FIXED_COLUMNS)
        build.header(text)
      } else if (text !== '' && !countVariant(counts, text, build))
        context.report.skip('variant', 'bad-value', place, text)
    })
    await readPieces(reader, context, lines.push)
    lines.finish()
    emit.count('variant', counts.variants)
    emit.document({
      metric: 'variants_vcf',
      contentType: 'text/vcf',
      title: 'Variants (VCF)',
      date: statedDate(`date ${header.get('fileDate') ?? ''}`),
      details: {
        ...Object.fromEntries(header),
        samples: String(samples.length),
        ...(samples.length > 0 && { 'sample names': samples.join(', ').slice(0, NAMES_MAX) }),
        ...detailsOf(counts, build),
      },
    })
  },
}

function detailsOf(counts: VcfCounts, build: BuildFinder): Record<string, string> {
  return {
    'genome build': build.build(),
    ...(build.evidence() !== '' && { 'build told by': build.evidence() }),
    variants: String(counts.variants),
    'same as the reference': String(counts.referenceBlocks),
    'single letters': String(counts.snvs),
    'insertions and deletions': String(counts.indels),
    'larger changes': String(counts.structural),
    'did not pass a filter': String(counts.filtered),
    'calls 0/0': String(counts.homozygousReference),
    'calls 0/1': String(counts.heterozygous),
    'calls 1/1': String(counts.homozygousVariant),
    'calls of one copy': String(counts.haploid),
    'without a result': String(counts.noCalls),
    chromosomes: chromosomeCounts(counts.chromosomes),
  }
}
