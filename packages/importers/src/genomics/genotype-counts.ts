/** Counts the rows of a table of genotypes. Nothing of a row is kept. */
import { chromosomeName } from './chromosome.ts'
import type { BuildFinder } from './genome-build.ts'
import type { Columns } from './genotype-columns.ts'

export interface GenotypeCounts {
  variants: number
  noCalls: number
  heterozygous: number
  /** Letters for an insertion or a deletion instead of bases. */
  indels: number
  /** Rows whose name is that of the row before. */
  repeated: number
  readonly chromosomes: Map<string, number>
  lastId: string
}

export function createGenotypeCounts(): GenotypeCounts {
  return {
    variants: 0,
    noCalls: 0,
    heterozygous: 0,
    indels: 0,
    repeated: 0,
    chromosomes: new Map(),
    lastId: '',
  }
}

const CALL = /^[ACGTDI]{1,2}$/
const BASES_CALL = /^[ACGT]{3,}$/

/** False when the line is no row. */
export function countRow(
  counts: GenotypeCounts,
  line: string,
  columns: Columns,
  build: BuildFinder,
): boolean {
  const cells = line.replaceAll('"', '').split(columns.separator)
  const position = Number(cells[columns.position] || 'none')
  if (!Number.isInteger(position) || position < 0) return false
  const chromosome = chromosomeName(cells[columns.chromosome]?.trim() ?? '')
  const id = cells[columns.id]?.trim() ?? ''
  counts.variants++
  counts.chromosomes.set(chromosome, (counts.chromosomes.get(chromosome) ?? 0) + 1)
  if (id === counts.lastId) counts.repeated++
  counts.lastId = id
  build.variant(id, position)
  countCall(counts, columns.alleles.map((index) => cells[index] ?? '').join(''))
  return true
}

function countCall(counts: GenotypeCounts, written: string): void {
  const call = written.replace(/[/|\s]/g, '').toUpperCase()
  if (!CALL.test(call) && !BASES_CALL.test(call)) {
    counts.noCalls++
    return
  }
  if (/[DI]/.test(call)) counts.indels++
  if (call.length === 2 && call[0] !== call[1]) counts.heterozygous++
}
