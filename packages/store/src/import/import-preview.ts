/**
 * The first chart of a file that is still being read: the days of one metric as they come in. It counts for nothing, says
 * days by UTC, and is gone when the import is over; what counts is drawn from the vault then.
 */
import { type Block, canonicalSamples, DAY_MILLISECONDS, type MetricId, metric } from '@nornos/health-model'
import { present } from '@nornos/std'
import type { ImportPreview } from '../import-state.ts'

/** What people know by its shape, the best first; otherwise what comes first is drawn. */
const wanted: readonly MetricId[] = ['heart_rate', 'steps', 'glucose_cgm', 'weight']
const pointsMax = 60
/** Fewer days make no line. */
const daysMin = 3

interface Days {
  readonly metric: MetricId
  /** By days since 1970. */
  readonly byDay: Map<number, { sum: number; count: number }>
}

export interface PreviewMaker {
  /** `blocks` are days of one metric and source. Null while there is nothing to draw. */
  add(blocks: readonly Block[]): ImportPreview | null
}

export function createPreview(): PreviewMaker {
  let drawn: Days | null = null
  return {
    add(blocks) {
      const id = blocks[0]?.key.metric
      if (id !== undefined && isDrawable(id)) {
        if (drawn === null || rank(id) < rank(drawn.metric)) drawn = { metric: id, byDay: new Map() }
        if (drawn.metric === id) addDays(drawn, blocks)
      }
      return drawn === null || drawn.byDay.size < daysMin ? null : previewOf(drawn)
    },
  }
}

function isDrawable(id: MetricId): boolean {
  const { codes, day, kind } = metric(id)
  return kind === 'sample' && codes === undefined && day !== 'each'
}

function rank(id: MetricId): number {
  const place = wanted.indexOf(id)
  return place < 0 ? wanted.length : place
}

function addDays({ byDay }: Days, blocks: readonly Block[]): void {
  for (const { start, value } of canonicalSamples(blocks)) {
    const day = Math.floor(start / DAY_MILLISECONDS)
    const sums = byDay.get(day) ?? { sum: 0, count: 0 }
    byDay.set(day, sums)
    sums.sum += value
    sums.count++
  }
}

/** As many points as a small chart has room for, each the average of its days; null where none has a reading. */
function previewOf({ byDay, metric: id }: Days): ImportPreview {
  const days = [...byDay.keys()]
  const first = days.reduce((least, day) => Math.min(least, day))
  const last = days.reduce((most, day) => Math.max(most, day))
  const width = Math.ceil((last - first + 1) / pointsMax)
  const points = Array.from({ length: Math.ceil((last - first + 1) / width) }, () => ({ sum: 0, count: 0 }))
  const isSum = metric(id).day === 'sum'
  for (const [day, { count, sum }] of byDay) {
    const point = present(points[Math.floor((day - first) / width)], 'a day lies within its span')
    point.sum += isSum ? sum : sum / count
    point.count++
  }
  return {
    metric: id,
    from: first * DAY_MILLISECONDS,
    to: (last + 1) * DAY_MILLISECONDS,
    values: points.map(({ count, sum }) => (count === 0 ? null : sum / count)),
  }
}
