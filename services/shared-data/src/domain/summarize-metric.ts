/** What there is of one metric, and how far it goes: from its roll-ups, or from its blocks where there are none. */
import type { DataSummary } from '@nornos/contracts'
import {
  type BlockCut,
  cutBlock,
  DAY_MILLISECONDS,
  type MetricId,
  millisecondsToInstant,
  type RollUpRow,
  type RollUpSpan,
  rowsOfItem,
} from '@nornos/health-model'
import type { ItemContent } from './item-content.ts'
import { isRowSince } from './within-cuts.ts'

type MetricSummary = DataSummary['fields'][number]['metrics'][number]

interface Extent {
  readonly from: number
  readonly to: number
  readonly samples: number
}

/** Null when the reader's consent lets nothing of it through. */
export function summarizeMetric(
  metric: MetricId,
  contents: readonly ItemContent[],
  cut: BlockCut,
): MetricSummary | null {
  const months = extentsOf(contents, 'month', cut)
  const days = extentsOf(contents, 'day', cut)
  const counted = months.length > 0 ? months : days.length > 0 ? days : blockExtents(contents, cut)
  if (counted.length === 0) return null
  // Months know how much there is, days how far it goes.
  const reaching = days.length > 0 ? days : counted
  return {
    metric,
    from: millisecondsToInstant(Math.min(...reaching.map((extent) => extent.from))),
    to: millisecondsToInstant(Math.max(...reaching.map((extent) => extent.to))),
    samples: counted.reduce((sum, extent) => sum + extent.samples, 0),
  }
}

function extentsOf(contents: readonly ItemContent[], span: RollUpSpan, cut: BlockCut): Extent[] {
  return contents.flatMap((content) => {
    if (content.kind !== 'rollup' || content.rollUp.span !== span) return []
    return rowsOfItem(content.rollUp)
      .filter((row) => cut.dataSince === null || isRowSince(row, span, cut.dataSince, 'begins-after'))
      .map((row) => extentOfRow(row, span))
  })
}

function extentOfRow({ at, count }: RollUpRow, span: RollUpSpan): Extent {
  if (span === 'month') return { from: Date.UTC(1970, at, 1), to: Date.UTC(1970, at + 1, 0), samples: count }
  return { from: at * DAY_MILLISECONDS, to: at * DAY_MILLISECONDS, samples: count }
}

function blockExtents(contents: readonly ItemContent[], cut: BlockCut): Extent[] {
  return contents.flatMap((content) => {
    const block = content.kind === 'block' ? cutBlock(content.block, [cut]) : null
    if (block === null) return []
    return [{ from: block.starts[0] ?? 0, to: block.starts.at(-1) ?? 0, samples: block.count }]
  })
}
