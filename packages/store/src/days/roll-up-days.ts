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
import type { DayRow, DaySeries } from './day-rows.ts'

/** `blocks` are of one metric, and may overlap where several devices wrote them. */
export function rollUpDays(
  metricId: MetricId,
  blocks: readonly Block[],
  findZone: ZoneFinder,
  sourceOrder: readonly SourceId[],
): readonly DaySeries[] {
  const streams = streamsOf(blocks)
  if (metric(metricId).day !== 'sum') {
    return [...streams].map(([source, own]) => ({ source, rows: countDays(metricId, own, findZone) }))
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

/** The local day of a sample, or null when nobody knows the zone. */
type DayFinder = (start: number, duration: number, stated: string) => number | null

function dayFinder(metricId: MetricId, findZone: ZoneFinder): DayFinder {
  const isNight = metric(metricId).day === 'night'
  return (start, duration, stated) => {
    const moment = isNight ? start + duration : start
    const zone = findZone(moment, stated)
    if (zone === null) return null
    return isNight ? nightDayNumber(moment, zone) : localDayNumber(moment, zone)
  }
}

/** In the order of samples, so that sums come out the same wherever they are made. */
function countDays(metricId: MetricId, blocks: readonly Block[], findZone: ZoneFinder): DayRow[] {
  const findDay = dayFinder(metricId, findZone)
  const days = new Map<number, DayRow>()
  for (const block of blocks) countBlock(days, block, findDay)
  return [...days.values()].sort(([left], [right]) => left - right)
}

function countBlock(days: Map<number, DayRow>, block: Block, findDay: DayFinder): void {
  const { contexts, count, durations, starts, values } = block
  let run = 0
  let stated = contexts[0]?.zone ?? ''
  for (let index = 0; index < count; index++) {
    if (contexts[run + 1]?.first === index) stated = contexts[++run]?.zone ?? ''
    const day = findDay(starts[index] ?? 0, durations?.[index] ?? 0, stated)
    if (day !== null) addToDay(days, day, values[index] ?? 0)
  }
}

function addToDay(days: Map<number, DayRow>, day: number, value: number): void {
  const row = days.get(day)
  if (row === undefined) {
    days.set(day, [day, 1, value, value, value, value])
    return
  }
  row[1]++
  if (value < row[2]) row[2] = value
  if (value > row[3]) row[3] = value
  row[4] += value
  row[5] = value
}
