/** A night or a nap of the Google Health API: its stages, and of a night its sums. */
import { codeNumber, HOUR_MILLISECONDS, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { interval, stretchOf } from './google-health-time.ts'

const STAGES: Readonly<Record<string, number>> = {
  AWAKE: codeNumber('sleep_stage', 'awake'),
  RESTLESS: codeNumber('sleep_stage', 'awake'),
  LIGHT: codeNumber('sleep_stage', 'light'),
  DEEP: codeNumber('sleep_stage', 'deep'),
  REM: codeNumber('sleep_stage', 'rem'),
  ASLEEP: codeNumber('sleep_stage', 'asleep_unspecified'),
}

const SUMS: readonly (readonly [metric: MetricId, member: string])[] = [
  ['sleep_total', 'minutesAsleep'],
  ['sleep_awake', 'minutesAwake'],
  ['sleep_in_bed', 'minutesInSleepPeriod'],
  ['sleep_latency', 'minutesToFallAsleep'],
]

const OF_STAGE: readonly (readonly [metric: MetricId, stage: string, member: string])[] = [
  ['sleep_deep', 'DEEP', 'minutes'],
  ['sleep_light', 'LIGHT', 'minutes'],
  ['sleep_rem', 'REM', 'minutes'],
  ['sleep_unspecified', 'ASLEEP', 'minutes'],
  ['sleep_awakenings', 'AWAKE', 'count'],
]

export function readNight(sleep: unknown, emit: Emitter, context: ImportContext): void {
  // Its sums are not those that it will have, and the finished one comes as well.
  if (at(sleep, 'metadata', 'processed') === false) {
    emit.unknown('sleep in processing', sleep)
    return
  }
  const { start, end, zone } = interval(sleep, context)
  if (isNap(sleep, end - start))
    emit.sample('sleep_nap', start, end, numberAt(sleep, 'summary', 'minutesAsleep'), '', zone)
  else readSums(at(sleep, 'summary'), { start, end, zone }, emit)
  for (const stage of [...listAt(sleep, 'stages'), ...listAt(sleep, 'shortAwakenings')])
    readStage(stage, emit)
}

const NIGHT_MIN = 3 * HOUR_MILLISECONDS

/** One night a day is the main one. Where nobody says, as of what a person typed, a nap is what is short. */
function isNap(sleep: unknown, lasting: number): boolean {
  const [nap, main] = ['nap', 'mainSleep'].map((word) => at(sleep, 'metadata', word))
  if (typeof main === 'boolean') return !main
  return nap === true || lasting < NIGHT_MIN
}

/** Of a night alone: the day takes what ends on it for its night, and a nap with such sums would be a second one. */
function readSums(summary: unknown, { start, end, zone }: ReturnType<typeof stretchOf>, emit: Emitter): void {
  for (const [metric, member] of SUMS) emit.sample(metric, start, end, numberAt(summary, member), '', zone)
  for (const [metric, stage, member] of OF_STAGE) {
    const found = listAt(summary, 'stagesSummary').find((one) => textAt(one, 'type') === stage)
    emit.sample(metric, start, end, numberAt(found, member), '', zone)
  }
}

function readStage(stage: unknown, emit: Emitter): void {
  const { start, end, zone } = stretchOf(stage)
  const type = textAt(stage, 'type')
  emit.count('sleep stage')
  if (!Object.hasOwn(STAGES, type)) emit.skip('sleep_hypnogram', 'unknown-code', type)
  else emit.sample('sleep_hypnogram', start, end, STAGES[type] ?? null, '', zone)
}
