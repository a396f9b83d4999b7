/**
 * Raw genotypes of consumer tests: one variant a line, in the dialects of some twenty vendors. The file is kept whole;
 * read here is only what one must know of it: whose it is, how many variants, and on which build of the genome their
 * positions are.
 */
import { createEmitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createLineReader } from '../text/line-reader.ts'

const decoder = new TextDecoder('utf-8')
const HEADER = /^#?\s*"?(?:rsid|snp[. ]?name|markername|snpid)"?\s*[\t,;]\s*"?(?:chrom|sample[. ]?id|allele)/i

export const genotypes: Format = {
  id: 'genotypes',
  matches: (first) =>
    decoder
      .decode(first)
      .split(/\r?\n/)
      .some((line) => HEADER.test(line)),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'Genome' })
    const reading = createReading()
    const lines = createLineReader(reading.line)
    await readPieces(reader, context, lines.push)
    lines.finish()
    emit.count('variant', reading.variants())
    emit.document({
      metric: 'genotype_snps',
      contentType: 'text/plain',
      title: `Genotypes (${reading.vendor()})`,
      date: null,
      details: {
        vendor: reading.vendor(),
        'genome build': reading.build(),
        variants: String(reading.variants()),
        'without a result': String(reading.noCalls()),
      },
    })
  },
}

/** Positions of common variants on the builds 36, 37 and 38: the first that is met tells. */
const LANDMARKS: ReadonlyMap<string, readonly [number, number, number]> = new Map([
  ['rs3094315', [742_429, 752_566, 817_186]],
  ['rs11928389', [50_908_372, 50_927_009, 50_889_578]],
  ['rs2500347', [143_649_677, 144_938_320, 148_946_169]],
  ['rs964481', [27_566_744, 27_656_823, 27_638_706]],
  ['rs2341354', [908_436, 918_573, 983_193]],
])
const BUILDS = ['36', '37', '38'] as const
const STATED_BUILD = /\b(?:build|GRCh|hg)\s*(36|37|38|18|19)\b/i
const STATED: Readonly<Record<string, string>> = { '18': '36', '19': '37' }
const VENDORS =
  /23andMe|AncestryDNA|MyHeritage|FamilyTreeDNA|Living ?DNA|Genes for Good|DNA\.Land|23Mofang|Circle|Sano|deCODEme|tellmeGen|Mapmygenome/i
const NO_CALL = /^[-0.?]*$/

interface Reading {
  line(text: string): void
  vendor(): string
  build(): string
  variants(): number
  noCalls(): number
}

function createReading(): Reading {
  let vendor = ''
  let stated = ''
  let found = ''
  let variants = 0
  let noCalls = 0

  function readComment(text: string): void {
    vendor ||= VENDORS.exec(text)?.[0] ?? ''
    const build = STATED_BUILD.exec(text)?.[1]
    if (build !== undefined) stated ||= STATED[build] ?? build
  }

  return {
    line(text) {
      if (text.startsWith('#') || text.trim() === '' || HEADER.test(text)) {
        readComment(text)
        return
      }
      const cells = text.replaceAll('"', '').split(/[\t,;]/)
      variants++
      if (NO_CALL.test(cells.slice(3).join('').trim())) noCalls++
      const landmark = found === '' ? LANDMARKS.get(cells[0] ?? '') : undefined
      const index = landmark?.indexOf(Number(cells[2])) ?? -1
      if (index >= 0) found = BUILDS[index] ?? ''
    },
    vendor: () => vendor || 'unknown vendor',
    build: () => found || stated || 'unknown',
    variants: () => variants,
    noCalls: () => noCalls,
  }
}
