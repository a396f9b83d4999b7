/**
 * On which build of the human genome the positions are: told by where well-known variants lie, because headers are
 * lost, and else by what the header says or how long it says that the chromosomes are.
 */

/** Positions of common variants on the builds 36, 37 and 38. */
const LANDMARKS: ReadonlyMap<string, readonly [number, number, number]> = new Map([
  ['rs3094315', [742_429, 752_566, 817_186]],
  ['rs11928389', [50_908_372, 50_927_009, 50_889_578]],
  ['rs2500347', [143_649_677, 144_938_320, 148_946_169]],
  ['rs964481', [27_566_744, 27_656_823, 27_638_706]],
  ['rs2341354', [908_436, 918_573, 983_193]],
])
const BUILDS = ['36', '37', '38'] as const
/** Lengths of chromosome 1. */
const LENGTHS: ReadonlyMap<string, string> = new Map([
  ['247249719', '36'],
  ['249250621', '37'],
  ['248956422', '38'],
  ['248387328', 'T2T-CHM13'],
])
const STATED =
  /(?:\bbuild[: ]+|GRCh|hg|NCBI ?(?:build )?|\bb|hs)(36|37|38|18|19)(?!\d)|\b(?:build|assembly)\D{0,40}?\b(36|37|38)\b/i
const OTHER_NAMES: Readonly<Record<string, string>> = { '18': '36', '19': '37' }
const CONTIG = /^##contig=<.*?ID=(?:chr)?1,.*?length=(\d+)/

export interface BuildFinder {
  /** A line of the header. */
  header(text: string): void
  variant(id: string, position: number): void
  /** `36`, `37`, `38`, `T2T-CHM13` or `unknown`. */
  build(): string
  /** How it is known: `known variants`, `chromosome length`, `header` or empty. */
  evidence(): string
}

export function createBuildFinder(): BuildFinder {
  let stated = ''
  let measured = ''
  const votes = new Map<string, number>()

  function found(): string {
    const [best] = [...votes].sort((left, right) => right[1] - left[1])
    return best?.[0] ?? ''
  }

  return {
    header(text) {
      measured ||= LENGTHS.get(CONTIG.exec(text)?.[1] ?? '') ?? ''
      const match = stated === '' && !text.startsWith('##contig') ? STATED.exec(text) : null
      const number = match?.[1] ?? match?.[2] ?? ''
      stated ||= OTHER_NAMES[number] ?? number
    },
    variant(id, position) {
      const index = LANDMARKS.get(id)?.indexOf(position) ?? -1
      const build = BUILDS[index]
      if (build !== undefined) votes.set(build, (votes.get(build) ?? 0) + 1)
    },
    build: () => found() || measured || stated || 'unknown',
    evidence() {
      if (found() !== '') return 'known variants'
      if (measured !== '') return 'chromosome length'
      return stated === '' ? '' : 'header'
    },
  }
}
