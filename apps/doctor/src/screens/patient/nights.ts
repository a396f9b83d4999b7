/** Nights out of shared sleep stages, as the chart and the figures need them. */
import type { RawSeries } from '@nornos/contracts'
import {
  type CanonicalSample,
  instantToMilliseconds,
  nightsByDay,
  type PaintedSpan,
  type SleepSession,
  sleepSessions,
  ZoneHistory,
  zoneFinder,
} from '@nornos/health-model'
import { present } from '@nornos/std'
import type { SleepStage } from '@nornos/ui'
import type { SleepSegment } from '@nornos/ui/charts'
import type { DayPoint } from './metric-days.ts'

export interface Night extends SleepSession {
  readonly day: number
}

/** In order of days. `zone` counts where the source states none. */
export function nightsOf(series: RawSeries, zone: string): readonly Night[] {
  const findZone = zoneFinder(ZoneHistory.parse([{ from: null, zone }]))
  return [...nightsByDay(sleepSessions(samplesOf(series), findZone))]
    .map(([day, session]) => ({ ...session, day }))
    .sort((left, right) => left.day - right.day)
}

/** Minutes asleep; a night of which only the time in bed is known has none. */
export function asleepPoints(nights: readonly Night[]): readonly DayPoint[] {
  return nights.flatMap(({ day, asleepMinutes }) =>
    asleepMinutes === null ? [] : [{ day, value: asleepMinutes }],
  )
}

const drawn: Readonly<Partial<Record<PaintedSpan['stage'], SleepStage>>> = {
  awake: 'awake',
  rem: 'rem',
  light: 'light',
  deep: 'deep',
  asleep_unspecified: 'asleep',
}

/** What a device saw of sleep; lying in bed is not a stage. */
export function segmentsOf({ spans }: Night): readonly SleepSegment[] {
  return spans.flatMap(({ stage, start, end }) => {
    const row = drawn[stage]
    return row === undefined ? [] : [{ stage: row, from: start, until: end }]
  })
}

/** The zone that the source states for the end of the night; empty where it states none. */
export function zoneOfNight({ spans }: Night): string {
  return spans.at(-1)?.zone ?? ''
}

function samplesOf(series: RawSeries): CanonicalSample[] {
  const origin = instantToMilliseconds(series.origin)
  return series.offsetsMs.map((offset, at) => ({
    source: present(series.sourceIds[series.sources[at] ?? -1], 'every value has a source'),
    start: origin + offset,
    end: origin + offset + (series.durationsMs[at] ?? 0),
    value: present(series.values[at], 'columns are equally long'),
    zone: series.zoneNames[series.zones[at] ?? -1] ?? '',
  }))
}
