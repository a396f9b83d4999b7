/** Does an item hold only what the live consents let through? Asked when it comes in and when consents get narrower. */
import {
  type BlockCut,
  cutBlock,
  DAY_MILLISECONDS,
  HOUR_MILLISECONDS,
  instantToMilliseconds,
  type RollUpItem,
  type RollUpRow,
  type RollUpSpan,
  rowsOfItem,
  spansOfCut,
} from '@nornos/health-model'
import { type ItemContent, metricOf } from './item-content.ts'

/**
 * Rows are sums over local spans, and of what zone is not in them.
 * `may-begin-before`: a span that reaches over the first allowed moment may stand, because the device rolled up only
 * what came after it. `begins-after`: none may, because it was rolled up for somebody who was allowed more.
 */
export type RowRule = 'may-begin-before' | 'begins-after'

export function isWithinCuts(content: ItemContent, cuts: readonly BlockCut[], rule: RowRule): boolean {
  const own = cuts.filter((cut) => cut.metrics.has(metricOf(content)))
  switch (content.kind) {
    case 'block':
      return cutBlock(content.block, own) === content.block
    case 'rollup':
      return isRollUpWithin(content.rollUp, own, rule)
    case 'record': {
      const { start } = content.record
      // Of an undated record nobody can say that it is not from before.
      const at = start === null ? Number.NEGATIVE_INFINITY : instantToMilliseconds(start)
      return own.some((cut) => cut.resolution === 'raw' && (cut.dataSince === null || at >= cut.dataSince))
    }
  }
}

function isRollUpWithin(rollUp: RollUpItem, cuts: readonly BlockCut[], rule: RowRule): boolean {
  const since = sinceOf(cuts.filter((cut) => spansOfCut(cut).includes(rollUp.span)))
  return since !== null && rowsOfItem(rollUp).every((row) => isRowSince(row, rollUp.span, since, rule))
}

/** The earliest first moment; null when there is no cut. */
function sinceOf(cuts: readonly BlockCut[]): number | null {
  if (cuts.length === 0) return null
  return Math.min(...cuts.map(({ dataSince }) => dataSince ?? Number.NEGATIVE_INFINITY))
}

// Local days begin up to 14 hours before the day in UTC and end up to 12 hours after it.
const earliestZone = 14 * HOUR_MILLISECONDS
const latestZone = 12 * HOUR_MILLISECONDS
/** A night belongs to the day on which it ends, from 18:00 of the day before. */
const evening = 6 * HOUR_MILLISECONDS

export function isRowSince(
  { at }: Pick<RollUpRow, 'at'>,
  span: RollUpSpan,
  since: number,
  rule: RowRule,
): boolean {
  if (rule === 'begins-after') {
    const start = startOfSpan(span, at)
    return (span === 'hour' ? start : start - earliestZone - evening) >= since
  }
  const end = span === 'hour' ? at + HOUR_MILLISECONDS : startOfSpan(span, at + 1) + latestZone
  return end > since
}

function startOfSpan(span: RollUpSpan, at: number): number {
  if (span === 'hour') return at
  return span === 'day' ? at * DAY_MILLISECONDS : Date.UTC(1970, at, 1)
}
