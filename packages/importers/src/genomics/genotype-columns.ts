/**
 * Which column of a table of genotypes holds what. Some twenty vendors write the same four facts – a name, a
 * chromosome, a position, one or two letters – under other headings, with other separators and more or fewer quotes.
 */

export interface Columns {
  readonly separator: string | RegExp
  readonly id: number
  readonly chromosome: number
  readonly position: number
  /** One column with both letters, or two. */
  readonly alleles: readonly number[]
}

const ID = ['rsid', 'snpname', 'markername', 'snpid', 'snp', 'name']
const CHROMOSOME = ['chromosome', 'chrom', 'chr']
const POSITION = ['position', 'pos', 'positionbp', 'mapinfo', 'startposition']
const GENOTYPE = ['genotype', 'result', 'gt', 'yourcode', 'genotypes', 'call']
/** The strand of the reference before the strand of the array. */
const ALLELES = ['plus', '', 'forward', 'top']

/** The columns that a heading names, or null when the line is no heading. */
export function columnsOf(line: string): Columns | null {
  const plain = line.replace(/^\uFEFF?#?\s*/, '')
  const separator = separatorOf(plain)
  const names = plain.split(separator).map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const id = indexOfAny(names, ID)
  const chromosome = indexOfAny(names, CHROMOSOME)
  const position = indexOfAny(names, POSITION)
  const alleles = allelesOf(names)
  if (id < 0 || chromosome < 0 || position < 0 || alleles.length === 0) return null
  return { separator, id, chromosome, position, alleles }
}

function separatorOf(line: string): string | RegExp {
  return ['\t', ',', ';'].find((separator) => line.includes(separator)) ?? /\s+/
}

function indexOfAny(names: readonly string[], wanted: readonly string[]): number {
  for (const name of wanted) if (names.includes(name)) return names.indexOf(name)
  return -1
}

function allelesOf(names: readonly string[]): readonly number[] {
  const genotype = indexOfAny(names, GENOTYPE)
  if (genotype >= 0) return [genotype]
  for (const strand of ALLELES) {
    const pair = [names.indexOf(`allele1${strand}`), names.indexOf(`allele2${strand}`)]
    if (!pair.includes(-1)) return pair
  }
  return []
}

const ROW = /^"*(?:rs|i)\d+"*([\t,; ])"*(?:chr)?(?:\d{1,2}|X|Y|MT?|XY)"*\1"*\d+"*\1"*[ACGTDI0-]{1,2}/i

/** A file that lost its heading: columns in the order of the first vendor's. */
export function columnsOfRow(line: string): Columns | null {
  const separator = ROW.exec(line)?.[1]
  return separator === undefined ? null : { separator, id: 0, chromosome: 1, position: 2, alleles: [3] }
}
