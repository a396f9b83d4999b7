/** Nights and workouts as screens list them. */
import {
  canonicalSamples,
  DAY_MILLISECONDS,
  type LocalDay,
  localDayToNumber,
  nightsByDay,
  numberToLocalDay,
  type PaintedSpan,
  type SleepSession,
  sleepSessions,
} from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import type { NightView, SleepStage } from '../views.ts'
import { readStreams } from './read-samples.ts'

/** A night and what is around it. */
const around = 2 * DAY_MILLISECONDS

/** The main sleep of each local day from `from` to `to`, both included; days without one are left out. */
export async function readNights(
  device: OpenDevice,
  from: LocalDay,
  to: LocalDay,
): Promise<readonly NightView[]> {
  const [first, last] = [localDayToNumber(from), localDayToNumber(to)]
  const streams = await readStreams(
    device,
    'sleep_hypnogram',
    first * DAY_MILLISECONDS - around,
    last * DAY_MILLISECONDS + around,
  )
  const sessions = sleepSessions(canonicalSamples([...streams.values()].flat()), device.knowledge.findZone)
  return [...nightsByDay(sessions, device.knowledge.sourceOrder)]
    .filter(([day]) => day >= first && day <= last)
    .sort(([left], [right]) => left - right)
    .map(([day, night]) => viewOf(device, day, night, sessions))
}

function viewOf(
  { knowledge }: OpenDevice,
  day: number,
  night: SleepSession,
  sessions: readonly SleepSession[],
): NightView {
  return {
    day: numberToLocalDay(day),
    start: night.start,
    end: night.end,
    asleepMinutes: Math.round(night.asleepMinutes ?? 0),
    source: knowledge.sources.get(night.source)?.name ?? '',
    naps: napsOf(night, sessions),
    stages: night.spans.flatMap(stageOf),
  }
}

function napsOf({ day, source }: SleepSession, sessions: readonly SleepSession[]): NightView['naps'] {
  return sessions.flatMap((session) => {
    const { asleepMinutes, end, kind, start } = session
    if (kind !== 'nap' || session.day !== day || session.source !== source || asleepMinutes === null)
      return []
    return [{ start, end, asleepMinutes: Math.round(asleepMinutes) }]
  })
}

const stages: Readonly<Record<PaintedSpan['stage'], SleepStage | null>> = {
  in_bed: 'in_bed',
  asleep_unspecified: 'asleep',
  awake: 'awake',
  light: 'light',
  deep: 'deep',
  rem: 'rem',
  out_of_bed: null,
}

function stageOf({ end, stage, start }: PaintedSpan): NightView['stages'] {
  const shown = stages[stage]
  return shown === null ? [] : [{ stage: shown, start, end }]
}
