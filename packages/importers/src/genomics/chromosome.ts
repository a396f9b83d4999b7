/** Chromosomes by one name each: `1` to `22`, `X`, `Y`, `PAR`, `MT`; vendors count on to 26 or write `chr` before. */

const NAMES: Readonly<Record<string, string>> = {
  '23': 'X',
  '24': 'Y',
  '25': 'PAR',
  '26': 'MT',
  XY: 'PAR',
  PAR1: 'PAR',
  PAR2: 'PAR',
  M: 'MT',
}
const KNOWN = /^(?:[1-9]|1\d|2[0-2]|X|Y|PAR|MT)$/

/** The name, or `other` for contigs that are no chromosome. */
export function chromosomeName(text: string): string {
  const plain = text.replace(/^chr(?:om(?:osome)?)?_?/i, '').toUpperCase()
  const name = NAMES[plain] ?? plain
  return KNOWN.test(name) ? name : 'other'
}

const ORDER = [...Array.from({ length: 22 }, (_, index) => String(index + 1)), 'X', 'Y', 'PAR', 'MT', 'other']

/** `1: 120, 2: 98, X: 4`, in the order of the genome. */
export function chromosomeCounts(counts: ReadonlyMap<string, number>): string {
  return ORDER.filter((name) => counts.has(name))
    .map((name) => `${name}: ${counts.get(name) ?? 0}`)
    .join(', ')
}
