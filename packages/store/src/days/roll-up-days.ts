/**
 * Rolls blocks up into local days. Cumulative metrics go through the merging of health-model; the others are counted
 * column by column, because a year of heart rate has half a million samples. Both give the same rows as `rollUp`.
 */
import {
  type Block,
  canonicalSamples,
  localDayNumber,
  type MetricId,
  metric,
  nightDayNumber,
  rollUp,
  type SourceId,
  type ZoneFinder,
} from '@nornos/health-model'
import { streamsOf } from '../objects/block-streams.ts'
import { countColumns, type PlaceFinder } from './count-columns.ts'
import type { DaySeries } from './day-rows.ts'

/** `blocks` are of one metric, and may overlap where several devices wrote them. */
export function rollUpDays(
  metricId: MetricId,
  blocks: readonly Block[],
  findZone: ZoneFinder,
  sourceOrder: readonly SourceId[],
): readonly DaySeries[] {
  const streams = streamsOf(blocks)
  if (metric(metricId).day !== 'sum') {
    const findDay = dayFinder(metricId, findZone)
    return [...streams].map(([source, own]) => ({ source, rows: countColumns(own, findDay) }))
  }
  const samples = canonicalSamples([...streams.values()].flat())
  const { rows } = rollUp(metricId, samples, 'day', findZone, sourceOrder)
  return [
    {
      source: null,
      rows: rows.map(({ at, count, minimum, maximum, sum, last }) => [
        at,
        count,
        minimum,
        maximum,
        sum,
        last,
      ]),
    },
  ]
}

function dayFinder(metricId: MetricId, findZone: ZoneFinder): PlaceFinder {
  const isNight = metric(metricId).day === 'night'
  return (start, duration, stated) => {
    const moment = isNight ? start + duration : start
    const zone = findZone(moment, stated)
    if (zone === null) return null
    return isNight ? nightDayNumber(moment, zone) : localDayNumber(moment, zone)
  }
}
