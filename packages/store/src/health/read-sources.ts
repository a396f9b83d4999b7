/** One card for each source, in the order in which they are believed. */
import type { SourceId } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import type { SourceCardView } from './health-view-shapes.ts'

export function readSources({ catalog, knowledge }: OpenDevice): readonly SourceCardView[] {
  const blocks = catalog
    .metrics()
    .flatMap(({ blocks, metric }) => blocks.map((block) => ({ ...block, metric })))
  const rank = (id: SourceId) => {
    const place = knowledge.sourceOrder.indexOf(id)
    return place < 0 ? knowledge.sourceOrder.length : place
  }
  return [...Map.groupBy(blocks, ({ source }) => source)]
    .map(([sourceId, own]) => {
      const identity = knowledge.sources.get(sourceId)
      return {
        sourceId,
        name: identity?.name ?? '',
        manufacturer: identity?.manufacturer ?? '',
        model: identity?.model ?? '',
        metrics: metricsOf(own),
        samples: samplesIn(own),
        from: own.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
        to: own.reduce((most, { to }) => Math.max(most, to), Number.NEGATIVE_INFINITY),
      }
    })
    .sort((left, right) => rank(left.sourceId) - rank(right.sourceId))
}

type Counted = readonly { readonly count: number }[]

function samplesIn(blocks: Counted): number {
  return blocks.reduce((sum, { count }) => sum + count, 0)
}

function metricsOf<Id>(blocks: readonly { readonly metric: Id; readonly count: number }[]) {
  return [...Map.groupBy(blocks, ({ metric }) => metric)]
    .map(([metric, own]) => ({ metric, samples: samplesIn(own) }))
    .sort((left, right) => right.samples - left.samples)
}
