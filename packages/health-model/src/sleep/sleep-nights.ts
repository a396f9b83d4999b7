/**
 * Nights out of sleep stages. Each source is taken by itself; gaps up to two hours are part of a night; of the
 * sessions that end on one local day the longest is the night and the others are naps. Sources are never added up:
 * a day shows the night of one of them.
 */
import type { SleepStage } from '../codes.ts'
import type { SourceId } from '../ids.ts'
import { MINUTE_MILLISECONDS } from '../instant.ts'
import type { CanonicalSample } from '../series/canonical-sample.ts'
import { localDayNumber, type ZoneFinder } from '../time/local-day.ts'
import { type PaintedSpan, paintStages } from './paint-stages.ts'

/** Gaps that do not end a night, in milliseconds. */
export const SLEEP_GAP_MAX = 120 * MINUTE_MILLISECONDS

export interface SleepSession {
  readonly source: SourceId
  /** Milliseconds since 1970. */
  readonly start: number
  readonly end: number
  /** The local day on which it ends, in days since 1970-01-01; null when nobody knows the zone. */
  readonly day: number | null
  readonly kind: 'night' | 'nap'
  /** One stage at each moment, in order. */
  readonly spans: readonly PaintedSpan[]
  /** Minutes of each stage. */
  readonly minutes: Readonly<Record<SleepStage, number>>
  /** Null when the source only knows time in bed. */
  readonly asleepMinutes: number | null
  /** From the first to the last moment, gaps without any evidence left out. */
  readonly inBedMinutes: number
  /** From going to bed to the first sleep; null when the source does not know when that was. */
  readonly latencyMinutes: number | null
  /** Share of the time in bed spent asleep, per cent; null when the source knows only one of the two. */
  readonly efficiency: number | null
  /** Stretches awake between two stretches of sleep. */
  readonly awakenings: number | null
  readonly hasStages: boolean
}

/** All sessions of all sources, in time order. The samples are `sleep_hypnogram`: codes of `sleep_stage`. */
export function sleepSessions(samples: Iterable<CanonicalSample>, findZone: ZoneFinder): SleepSession[] {
  const sessions: SleepSession[] = []
  for (const [source, own] of Map.groupBy(samples, (sample) => sample.source)) {
    const drafts = cutIntoSessions(paintStages(own)).map((spans) => describe(source, spans, findZone))
    sessions.push(...nameNights(drafts))
  }
  return sessions.sort((left, right) => left.start - right.start || (left.source < right.source ? -1 : 1))
}

function cutIntoSessions(spans: readonly PaintedSpan[]): PaintedSpan[][] {
  const sessions: PaintedSpan[][] = []
  for (const span of spans) {
    const current = sessions.at(-1)
    const end = current?.at(-1)?.end ?? Number.NEGATIVE_INFINITY
    if (current !== undefined && span.start - end <= SLEEP_GAP_MAX) current.push(span)
    else sessions.push([span])
  }
  return sessions
}

const sleeping: readonly SleepStage[] = ['asleep_unspecified', 'light', 'deep', 'rem']

function describe(source: SourceId, spans: readonly PaintedSpan[], findZone: ZoneFinder): SleepSession {
  const start = spans[0]?.start ?? 0
  const last = spans.at(-1)
  const end = last?.end ?? start
  const minutes = minutesByStage(spans)
  const asleep = sleeping.reduce((sum, stage) => sum + minutes[stage], 0)
  const inBedMinutes = Object.values(minutes).reduce((sum, part) => sum + part, 0)
  const zone = findZone(end, last?.zone ?? '')
  const knowsBed = minutes.in_bed > 0 || minutes.awake > 0
  const firstSleep = spans.find(({ stage }) => sleeping.includes(stage))
  return {
    source,
    start,
    end,
    day: zone === null ? null : localDayNumber(end, zone),
    kind: 'nap',
    spans,
    minutes,
    asleepMinutes: asleep > 0 ? asleep : null,
    inBedMinutes,
    latencyMinutes:
      knowsBed && firstSleep !== undefined ? (firstSleep.start - start) / MINUTE_MILLISECONDS : null,
    efficiency: knowsBed && asleep > 0 ? (100 * asleep) / inBedMinutes : null,
    awakenings: asleep > 0 ? countAwakenings(spans) : null,
    hasStages: minutes.light + minutes.deep + minutes.rem > 0,
  }
}

function minutesByStage(spans: readonly PaintedSpan[]): Record<SleepStage, number> {
  const minutes: Record<SleepStage, number> = {
    in_bed: 0,
    asleep_unspecified: 0,
    awake: 0,
    light: 0,
    deep: 0,
    rem: 0,
    out_of_bed: 0,
  }
  for (const { start, end, stage } of spans) minutes[stage] += (end - start) / MINUTE_MILLISECONDS
  return minutes
}

function countAwakenings(spans: readonly PaintedSpan[]): number {
  const isAsleep = spans.map(({ stage }) => sleeping.includes(stage))
  const first = isAsleep.indexOf(true)
  const last = isAsleep.lastIndexOf(true)
  return spans.filter(({ stage }, index) => stage === 'awake' && index > first && index < last).length
}

/** The longest session of each local day becomes its night; one without a day becomes a night by itself. */
function nameNights(sessions: readonly SleepSession[]): SleepSession[] {
  const longest = new Map<number, SleepSession>()
  for (const session of sessions) {
    if (session.day === null) continue
    const other = longest.get(session.day)
    if (other === undefined || lengthOf(session) > lengthOf(other)) longest.set(session.day, session)
  }
  return sessions.map((session) => {
    const isNight = session.day === null || longest.get(session.day) === session
    return isNight ? { ...session, kind: 'night' } : session
  })
}

function lengthOf(session: SleepSession): number {
  return session.asleepMinutes ?? session.inBedMinutes / 1000
}

/**
 * The one night to show for each local day: of the source that comes first in the person's order, else of one that
 * knows stages, else of one that knows sleep, else the longest. By day, in days since 1970-01-01.
 */
export function nightsByDay(
  sessions: readonly SleepSession[],
  order: readonly SourceId[] = [],
): ReadonlyMap<number, SleepSession> {
  const nights = new Map<number, SleepSession>()
  for (const session of sessions) {
    if (session.kind !== 'night' || session.day === null) continue
    const other = nights.get(session.day)
    if (other === undefined || isBetter(session, other, order)) nights.set(session.day, session)
  }
  return nights
}

function isBetter(session: SleepSession, other: SleepSession, order: readonly SourceId[]): boolean {
  const rank = ({ source }: SleepSession) => (order.includes(source) ? order.indexOf(source) : order.length)
  const knowledge = ({ hasStages, asleepMinutes }: SleepSession) =>
    Number(hasStages) + Number(asleepMinutes !== null)
  return (
    (rank(other) - rank(session) ||
      knowledge(session) - knowledge(other) ||
      lengthOf(session) - lengthOf(other) ||
      (session.source < other.source ? 1 : -1)) > 0
  )
}
