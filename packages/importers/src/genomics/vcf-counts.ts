/** Counts the lines of a VCF 4.x: kinds of variants, calls of the first sample, chromosomes. Nothing is kept. */
import { chromosomeName } from './chromosome.ts'
import type { BuildFinder } from './genome-build.ts'

export interface VcfCounts {
  variants: number
  /** Blocks of a gVCF in which nothing differs from the reference. */
  referenceBlocks: number
  snvs: number
  indels: number
  /** `<DEL>`, break ends and the like. */
  structural: number
  filtered: number
  homozygousReference: number
  heterozygous: number
  homozygousVariant: number
  /** One letter only: X and Y of men, mitochondria. */
  haploid: number
  noCalls: number
  readonly chromosomes: Map<string, number>
}

export function createVcfCounts(): VcfCounts {
  return {
    variants: 0,
    referenceBlocks: 0,
    snvs: 0,
    indels: 0,
    structural: 0,
    filtered: 0,
    homozygousReference: 0,
    heterozygous: 0,
    homozygousVariant: 0,
    haploid: 0,
    noCalls: 0,
    chromosomes: new Map(),
  }
}

const COLUMNS = 10

/** False when the line has not the eight columns that every VCF has, or no position. */
export function countVariant(counts: VcfCounts, line: string, build: BuildFinder): boolean {
  const cells = line.split('\t', COLUMNS)
  const [chromosome = '', position = '', id = '', reference = '', alternative = ''] = cells
  if (cells.length < 8 || !/^\d+$/.test(position)) return false
  counts.variants++
  const name = chromosomeName(chromosome)
  counts.chromosomes.set(name, (counts.chromosomes.get(name) ?? 0) + 1)
  const filter = cells[6] ?? '.'
  if (filter !== 'PASS' && filter !== '.') counts.filtered++
  if (id !== '.') build.variant(id, Number(position))
  countKind(counts, reference, alternative)
  const [format = '', sample] = cells.slice(8)
  if (sample !== undefined && /^GT(?::|$)/.test(format)) countCall(counts, sample)
  return true
}

const NOTHING = /^(?:\.|<\*>|<NON_REF>|<X>)$/

function countKind(counts: VcfCounts, reference: string, alternative: string): void {
  const others = alternative.split(',').filter((allele) => !NOTHING.test(allele))
  if (others.length === 0) counts.referenceBlocks++
  else if (others.some((allele) => /[<[\]*]|^\.|\.$/.test(allele))) counts.structural++
  else if (others.every((allele) => allele.length === 1 && reference.length === 1)) counts.snvs++
  else counts.indels++
}

function countCall(counts: VcfCounts, sample: string): void {
  const end = sample.indexOf(':')
  const written = end < 0 ? sample : sample.slice(0, end)
  // From VCF 4.4 on a sign of phase may stand in front of the first allele.
  const alleles = written.replace(/^[/|]/, '').split(/[/|]/)
  if (alleles.includes('.') || alleles.includes('')) counts.noCalls++
  else if (alleles.length === 1) counts.haploid++
  else if (alleles.some((allele) => allele !== alleles[0])) counts.heterozygous++
  else if (alleles[0] === '0') counts.homozygousReference++
  else counts.homozygousVariant++
}
