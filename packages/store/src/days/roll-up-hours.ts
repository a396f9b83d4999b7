/** Rolls blocks up into local hours, for the chart of a few weeks: the same numbers as `rollUp`, all sources together. */
import {
  type Block,
  canonicalSamples,
  HOUR_MILLISECONDS,
  type MetricId,
  metric,
  rollUp,
  type SourceId,
  type ZoneFinder,
  zoneOffset,
} from '@nornos/health-model'
import { countColumns, type PlaceFinder } from './count-columns.ts'
import type { DayRow } from './day-rows.ts'

/** Each sample once; a row's place is the start of its hour, milliseconds since 1970. */
export function rollUpHours(
  id: MetricId,
  blocks: readonly Block[],
  findZone: ZoneFinder,
  sourceOrder: readonly SourceId[],
): readonly DayRow[] {
  const { day: rule } = metric(id)
  // Where sources are merged, or the latest of them all counts, the samples have to stand in one line.
  if (rule !== 'sum' && rule !== 'latest') {
    return countColumns(blocks, hourFinder(rule === 'night', findZone))
  }
  const { rows } = rollUp(id, canonicalSamples(blocks), 'hour', findZone, sourceOrder)
  return rows.map(({ at, count, minimum, maximum, sum, last }) => [at, count, minimum, maximum, sum, last])
}

function hourFinder(isNight: boolean, findZone: ZoneFinder): PlaceFinder {
  return (start, duration, stated) => {
    const moment = isNight ? start + duration : start
    const zone = findZone(moment, stated)
    const offset = zone === null ? null : zoneOffset(moment, zone)
    if (offset === null) return null
    return Math.floor((moment + offset) / HOUR_MILLISECONDS) * HOUR_MILLISECONDS - offset
  }
}
