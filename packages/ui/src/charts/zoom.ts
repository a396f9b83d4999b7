/** A window on a time axis and the moves that buttons, keys and drag make with it. Instants in ms UTC. */
export interface Range {
  readonly from: number
  readonly until: number
}

const SPAN_MIN_MS = 60_000

export type Move = 'in' | 'out' | 'earlier' | 'later'

/** The window after a move, inside `limits` and never shorter than a minute. */
export function moveRange(range: Range, limits: Range, move: Move): Range {
  const span = range.until - range.from
  const middle = range.from + span / 2
  switch (move) {
    case 'in':
      return around(middle, Math.max(SPAN_MIN_MS, span / 2), limits)
    case 'out':
      return around(middle, span * 2, limits)
    case 'earlier':
      return around(middle - span / 2, span, limits)
    case 'later':
      return around(middle + span / 2, span, limits)
  }
}

export function isWhole(range: Range, limits: Range): boolean {
  return range.from <= limits.from && range.until >= limits.until
}

function around(middle: number, span: number, limits: Range): Range {
  if (span >= limits.until - limits.from) return limits
  const from = Math.min(Math.max(middle - span / 2, limits.from), limits.until - span)
  return { from, until: from + span }
}
