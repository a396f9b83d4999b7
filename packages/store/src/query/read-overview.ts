/** Every metric that has data, without opening any of it. */
import { fieldIds, fieldOfMetric } from '@nornos/health-model'
import type { MetricEntry } from '../objects/catalog.ts'
import type { Knowledge } from '../objects/knowledge.ts'
import type { OpenDevice } from '../open-device.ts'
import type { MetricOverview, SourceView } from '../views.ts'

export function readOverview({ catalog, knowledge }: OpenDevice): readonly MetricOverview[] {
  return catalog
    .metrics()
    .filter(({ blocks, records }) => blocks.length + records.length > 0)
    .map((entry) => overviewOf(entry, knowledge))
    .sort(
      (left, right) =>
        fieldIds.indexOf(left.field) - fieldIds.indexOf(right.field) || (left.metric < right.metric ? -1 : 1),
    )
}

function overviewOf({ blocks, metric, records }: MetricEntry, knowledge: Knowledge): MetricOverview {
  const starts = [...blocks.map(({ from }) => from), ...records.flatMap(({ from }) => from ?? [])]
  const ends = [...blocks.map(({ to }) => to), ...records.flatMap(({ to }) => to ?? [])]
  const newest = blocks.reduce(
    (best, block) => (best === null || block.latestAt > best.latestAt ? block : best),
    blocks[0] ?? null,
  )
  return {
    field: fieldOfMetric(metric),
    metric,
    samples: blocks.reduce((sum, { count }) => sum + count, records.length),
    from: starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY),
    to: ends.reduce((most, end) => Math.max(most, end), Number.NEGATIVE_INFINITY),
    latest: newest?.latest ?? null,
    sources: sourcesOf(blocks, knowledge),
  }
}

function sourcesOf(blocks: MetricEntry['blocks'], { sources }: Knowledge): readonly SourceView[] {
  return [...Map.groupBy(blocks, ({ source }) => source)]
    .map(([sourceId, own]) => ({
      sourceId,
      name: sources.get(sourceId)?.name ?? '',
      samples: own.reduce((sum, { count }) => sum + count, 0),
      to: own.reduce((most, { to }) => Math.max(most, to), 0),
    }))
    .sort((left, right) => right.samples - left.samples)
}
