/** Every metric that has data, without opening any of it. */
import { DAY_MILLISECONDS, fieldIds, fieldOfMetric, localDayNumber } from '@nornos/health-model'
import type { BlockEntry, MetricEntry } from '../objects/catalog.ts'
import type { Knowledge } from '../objects/knowledge.ts'
import type { OpenDevice } from '../open-device.ts'
import type { MetricOverview, SourceView } from '../views.ts'
import { localDayStart } from './local-day-start.ts'
import { type RecordEnd, recordEnd, recordPlace } from './record-place.ts'

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

const noEnd: RecordEnd = { at: Number.NEGATIVE_INFINITY, date: null }

function overviewOf({ blocks, metric, records }: MetricEntry, knowledge: Knowledge): MetricOverview {
  const starts = [
    ...blocks.map(({ from }) => from),
    ...records.flatMap((record) => recordPlace(knowledge, record) ?? []),
  ]
  const ends = [
    ...blocks.map((block) => ({ at: lastMoment(knowledge, block), date: null })),
    ...records.flatMap((record) => recordEnd(knowledge, record) ?? []),
  ]
  const last = ends.reduce<RecordEnd>((most, end) => (end.at > most.at ? end : most), noEnd)
  const newest = blocks.reduce(
    (best, block) => (best === null || isLater(block, best) ? block : best),
    blocks[0] ?? null,
  )
  return {
    field: fieldOfMetric(metric),
    metric,
    samples: blocks.reduce((sum, { count }) => sum + count, records.length),
    from: starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY),
    to: last.at,
    toDate: last.date,
    latest: newest?.latest ?? null,
    sources: sourcesOf(blocks, knowledge),
  }
}

/** Of one moment, what its source told last. */
function isLater(block: BlockEntry, than: BlockEntry): boolean {
  const later = block.latestAt - than.latestAt || (block.latestTold ?? 0) - (than.latestTold ?? 0)
  return later > 0
}

/** What ends where a day begins, as the total of a day does, says nothing about that day but about the one before. */
function lastMoment(knowledge: Knowledge, { latestAt, to }: BlockEntry): number {
  const zone = knowledge.findZone(to, '')
  const day = (zone === null ? null : localDayNumber(to, zone)) ?? Math.floor(to / DAY_MILLISECONDS)
  return to > latestAt && localDayStart(knowledge, day) === to ? to - 1 : to
}

function sourcesOf(blocks: MetricEntry['blocks'], knowledge: Knowledge): readonly SourceView[] {
  return [...Map.groupBy(blocks, ({ source }) => source)]
    .map(([sourceId, own]) => ({
      sourceId,
      name: knowledge.sources.get(sourceId)?.name ?? '',
      samples: own.reduce((sum, { count }) => sum + count, 0),
      to: own.reduce((most, block) => Math.max(most, lastMoment(knowledge, block)), 0),
    }))
    .sort((left, right) => right.samples - left.samples)
}
