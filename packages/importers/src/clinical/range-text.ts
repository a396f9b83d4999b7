/** A usual range as laboratories print it: `12.0 - 15.5`, `< 200`, `>= 60`, `3,5–5,1 mmol/l`, `up to 5`. */

export interface PrintedRange {
  readonly low: number | null
  readonly high: number | null
  /** What stands behind the numbers; often empty. */
  readonly unit: string
}

const NUMBER = '-?\\d{1,9}(?:[.,]\\d{1,6})?'
const BOTH = new RegExp(
  `^\\(?\\[?\\s*(${NUMBER})\\s*(?:-|–|—|\\.\\.|to|bis|à)\\s*(${NUMBER})\\s*\\]?(.*?)\\)?$`,
  'i',
)
const BELOW = new RegExp(
  `^\\(?\\[?\\s*(?:<=?|≤|up to|bis|below|under|less than)\\s*(${NUMBER})\\s*\\]?(.*?)\\)?$`,
  'i',
)
const ABOVE = new RegExp(
  `^\\(?\\[?\\s*(?:>=?|≥|from|ab|above|over|more than)\\s*(${NUMBER})\\s*\\]?(.*?)\\)?$`,
  'i',
)
const UNIT = /^[^\d\s<>=()[\]][^\s<>=]{0,24}$|^10[*^]\d\S{0,12}$|^$/
const TEXT_MAX = 80

/** Null when it is no range or more than one. */
export function parseRange(text: string): PrintedRange | null {
  if (text.length > TEXT_MAX) return null
  const trimmed = text.trim()
  const both = BOTH.exec(trimmed)
  if (both !== null) {
    const range = rangeOf(numberOf(both[1]), numberOf(both[2]), both[3])
    return range !== null && (range.low ?? 0) <= (range.high ?? 0) ? range : null
  }
  const below = BELOW.exec(trimmed)
  if (below !== null) return rangeOf(null, numberOf(below[1]), below[2])
  const above = ABOVE.exec(trimmed)
  return above === null ? null : rangeOf(numberOf(above[1]), null, above[2])
}

function rangeOf(low: number | null, high: number | null, rest = ''): PrintedRange | null {
  const unit = rest.trim()
  return UNIT.test(unit) ? { low, high, unit } : null
}

function numberOf(text = ''): number {
  return Number(text.replace(',', '.'))
}
