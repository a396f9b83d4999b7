/** Nights of the snapshot out of sleep stages: one source, clock minutes, and only what the source says is sleep. */
import {
  type CanonicalSample,
  DAY_MILLISECONDS,
  type LocalDay,
  localDayToNumber,
  MINUTE_MILLISECONDS,
  nightsByDay,
  numberToLocalDay,
  type PaintedSpan,
  type SleepSession,
  type SleepStage,
  sleepSessions,
  type ZoneFinder,
  zoneOffset,
} from '@nornos/health-model'
import { chooseSource } from './choose-source.ts'
import { historyDays, type SnapshotNight } from './snapshot.ts'

const sleeping: readonly SleepStage[] = ['asleep_unspecified', 'light', 'deep', 'rem']

/** The nights that end between the start of the history and `asOf`. The samples are `sleep_hypnogram`. */
export function nightsOf(
  samples: Iterable<CanonicalSample>,
  asOf: LocalDay,
  findZone: ZoneFinder,
): SnapshotNight[] {
  const today = localDayToNumber(asOf)
  const sessions = sleepSessions(inOneOrder(samples), findZone).filter(
    ({ day, kind, asleepMinutes }) =>
      kind === 'night' && asleepMinutes !== null && day !== null && day <= today && day > today - historyDays,
  )
  const source = chooseSource(candidatesOf(sessions), today)
  const nights = nightsByDay(sessions.filter((session) => session.source === source))
  return [...nights]
    .sort(([left], [right]) => left - right)
    .flatMap(([day, session]) => nightOf(day, session, findZone) ?? [])
}

/** Sources that write the same moment differently must not be told apart by the order in which they were read. */
function inOneOrder(samples: Iterable<CanonicalSample>): CanonicalSample[] {
  return [...samples].sort(
    (left, right) =>
      left.start - right.start ||
      left.end - right.end ||
      left.value - right.value ||
      compareText(left.source, right.source) ||
      compareText(left.zone, right.zone),
  )
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

function candidatesOf(sessions: readonly SleepSession[]) {
  return [...Map.groupBy(sessions, (session) => session.source)].map(([source, own]) => ({
    source,
    days: own.flatMap(({ day }) => day ?? []),
    knowledge: own.some(({ hasStages }) => hasStages) ? 1 : 0,
  }))
}

function nightOf(day: number, session: SleepSession, findZone: ZoneFinder): SnapshotNight | null {
  const stretches = asleepStretches(session.spans).map(({ start, end, zone }) => {
    const clock = (moment: number) => clockMinute(moment, zone, day, findZone)
    return [clock(start), clock(end)] as const
  })
  const [onset, wake] = [stretches[0]?.[0], stretches.at(-1)?.[1]]
  if (onset === undefined || wake === undefined) return null
  return {
    day: numberToLocalDay(day),
    asleep: Math.round(session.asleepMinutes ?? 0),
    ...(session.efficiency !== null && { inBed: Math.round(session.inBedMinutes) }),
    onset,
    wake,
    stretches,
  }
}

/** Sleep without its stages: neighbours that touch are one stretch. */
function asleepStretches(spans: readonly PaintedSpan[]): PaintedSpan[] {
  const stretches: PaintedSpan[] = []
  for (const span of spans.filter(({ stage }) => sleeping.includes(stage))) {
    const last = stretches.at(-1)
    if (last !== undefined && last.end === span.start) {
      stretches[stretches.length - 1] = { ...last, end: span.end }
    } else stretches.push(span)
  }
  return stretches
}

/** Minutes on the clock since the midnight at which `day` begins, negative before it. */
function clockMinute(moment: number, stated: string, day: number, findZone: ZoneFinder): number {
  const zone = findZone(moment, stated) ?? ''
  const local = moment + (zoneOffset(moment, zone) ?? 0)
  return Math.round((local - day * DAY_MILLISECONDS) / MINUTE_MILLISECONDS)
}
