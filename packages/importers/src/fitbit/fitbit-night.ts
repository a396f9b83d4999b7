/** A Fitbit night or nap: its stages, and of a night its sums. Times are wall clock. */
import { codeNumber, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { wallTime } from '../local-time.ts'

const STAGES: Readonly<Record<string, number>> = {
  asleep: codeNumber('sleep_stage', 'asleep_unspecified'),
  restless: codeNumber('sleep_stage', 'awake'),
  awake: codeNumber('sleep_stage', 'awake'),
  wake: codeNumber('sleep_stage', 'awake'),
  light: codeNumber('sleep_stage', 'light'),
  deep: codeNumber('sleep_stage', 'deep'),
  rem: codeNumber('sleep_stage', 'rem'),
}

const NIGHT: readonly (readonly [metric: MetricId, member: string])[] = [
  ['sleep_total', 'minutesAsleep'],
  ['sleep_awake', 'minutesAwake'],
  ['sleep_in_bed', 'timeInBed'],
  ['sleep_latency', 'minutesToFallAsleep'],
  ['sleep_efficiency', 'efficiency'],
]

/** Minutes of the stages, where the device tells them apart. */
const STAGE_SUMS: readonly (readonly [metric: MetricId, stage: string, member: string])[] = [
  ['sleep_deep', 'deep', 'minutes'],
  ['sleep_light', 'light', 'minutes'],
  ['sleep_rem', 'rem', 'minutes'],
  ['sleep_awakenings', 'wake', 'count'],
]

export function readNight(night: unknown, emit: Emitter, context: ImportContext): void {
  const start = context.clock.instantOf(wallTime(textAt(night, 'startTime')))
  const end = context.clock.instantOf(wallTime(textAt(night, 'endTime')))
  const isNap = (at(night, 'isMainSleep') ?? at(night, 'mainSleep')) === false
  emit.count(isNap ? 'nap' : 'sleep')
  if (isNap) emit.sample('sleep_nap', start, end, numberAt(night, 'minutesAsleep'))
  else readSums(night, start, end, emit)
  for (const level of [...listAt(night, 'levels', 'data'), ...listAt(night, 'levels', 'shortData')]) {
    const from = context.clock.instantOf(wallTime(textAt(level, 'dateTime')))
    const until = from + (numberAt(level, 'seconds') ?? 0) * 1000
    emit.count('sleep level')
    emit.sample('sleep_hypnogram', from, until, STAGES[textAt(level, 'level')] ?? null)
  }
}

/** Of a night alone: the day takes what ends on it for its night, and a nap with such sums would be a second one. */
function readSums(night: unknown, start: number, end: number, emit: Emitter): void {
  for (const [metric, member] of NIGHT) emit.sample(metric, start, end, numberAt(night, member))
  for (const [metric, stage, member] of STAGE_SUMS)
    emit.sample(metric, start, end, numberAt(night, 'levels', 'summary', stage, member))
}
