/**
 * Raw genotypes of consumer tests: one variant a line, in the dialects of some twenty vendors. The file is kept whole;
 * read here is only what one must know of it: whose it is, how many variants where, and on which build of the genome
 * their positions are. Read next: genotype-columns.ts, genome-build.ts.
 */
import { createEmitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { readPieces } from '../read-pieces.ts'
import { createLineReader } from '../text/line-reader.ts'
import { chromosomeCounts } from './chromosome.ts'
import { type BuildFinder, createBuildFinder } from './genome-build.ts'
import { type Columns, columnsOf, columnsOfRow } from './genotype-columns.ts'
import { countRow, createGenotypeCounts, type GenotypeCounts } from './genotype-counts.ts'
import { statedDate } from './stated-date.ts'

const decoder = new TextDecoder('utf-8')

export const genotypes: Format = {
  id: 'genotypes',
  matches: (first) =>
    decoder
      .decode(first)
      .split(/\r?\n/)
      .some((line) => (columnsOf(line) ?? columnsOfRow(line)) !== null),
  async read(reader, context) {
    const emit = createEmitter(context, { name: 'Genome' })
    const reading = createReading(context)
    const lines = createLineReader(reading.line)
    await readPieces(reader, context, lines.push)
    lines.finish()
    const { counts, build } = reading
    emit.count('variant', counts.variants)
    emit.document({
      metric: 'genotype_snps',
      contentType: 'text/plain',
      title: `Genotypes (${reading.vendor()})`,
      date: reading.date(),
      details: detailsOf(reading.vendor(), counts, build),
    })
  },
}

function detailsOf(vendor: string, counts: GenotypeCounts, build: BuildFinder): Record<string, string> {
  return {
    vendor,
    'genome build': build.build(),
    ...(build.evidence() !== '' && { 'build told by': build.evidence() }),
    variants: String(counts.variants),
    'without a result': String(counts.noCalls),
    'two different letters': String(counts.heterozygous),
    'insertions and deletions': String(counts.indels),
    'repeated names': String(counts.repeated),
    chromosomes: chromosomeCounts(counts.chromosomes),
  }
}

const VENDORS =
  /23andMe|AncestryDNA|MyHeritage|Family ?Tree ?DNA|Living ?DNA|Genes for Good|DNA\.Land|23Mofang|Circle|Sano|deCODEme|tellmeGen|Mapmygenome|24Genetics|SelfDecode|Nebula/i
/** Headings that only one vendor writes, where nothing else says whose the file is. */
const HEADINGS: readonly (readonly [RegExp, string])[] = [
  [/^"?RSID"?,"?CHROMOSOME"?,"?POSITION"?,"?RESULT"?/, 'FamilyTreeDNA'],
  [/^SNP[. ]Name\tSample/i, 'Mapmygenome'],
  [/^rsid\tChromosome\tposition\tgenotype/, 'tellmeGen'],
  [/^rsid\tchromosome\tposition\tallele_1\tallele_2/, 'Sano'],
  [/^rsid\tchromosome\tposition\tallele1\tallele2/, 'AncestryDNA'],
  [/^Name,Variation,Chromosome,Position,Strand,YourCode/, 'deCODEme'],
]

interface Reading {
  readonly counts: GenotypeCounts
  readonly build: BuildFinder
  line(text: string): void
  vendor(): string
  date(): number | null
}

function createReading(context: ImportContext): Reading {
  const counts = createGenotypeCounts()
  const build = createBuildFinder()
  let columns: Columns | null = null
  let vendor = ''
  let heading = ''
  let date: number | null = null
  let place = 0

  function readHeader(text: string): void {
    vendor ||= VENDORS.exec(text)?.[0] ?? ''
    build.header(text)
    date ??= statedDate(text)
  }

  function readOther(text: string): void {
    const named = columnsOf(text)
    if (named !== null) {
      columns = named
      heading ||= HEADINGS.find(([shape]) => shape.test(text.replace(/^\uFEFF/, '')))?.[1] ?? ''
      return
    }
    columns ??= columnsOfRow(text)
    if (columns === null || text.startsWith('#')) readHeader(text)
    else if (!countRow(counts, text, columns, build)) context.report.skip('variant', 'bad-value', place, text)
  }

  return {
    counts,
    build,
    line(text) {
      place++
      if (text.trim() === '' || (columns !== null && countRow(counts, text, columns, build))) return
      readOther(text)
    },
    vendor: () => vendor || heading || 'unknown vendor',
    date: () => date,
  }
}
