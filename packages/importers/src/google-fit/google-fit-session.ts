/** Google Fit's "All Sessions": one document for each workout or night, with its parts and its sums. */
import { codeNumber } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { listAt, numberAt, textAt } from '../json/look.ts'
import { utcTime } from '../local-time.ts'

export const googleFitSession: Format = jsonFormat({
  id: 'google-fit',
  source: 'Google Fit',
  isWhole: true,
  signature: /"fitnessActivity"\s*:/,
  item(value, emit) {
    const activity = textAt(value, 'fitnessActivity')
    emit.count(activity || 'session')
    if (activity.startsWith('sleep')) readNight(value, emit)
    else if (NO_ACTIVITY.has(activity)) emit.unknown(`session ${activity}`, value)
    else if (activity === 'meditation') readCalm(value, emit)
    else readWorkout(value, activity, emit)
  },
})

const NO_ACTIVITY = new Set(['', 'in_vehicle', 'still', 'unknown', 'tilting'])

const ASLEEP = codeNumber('sleep_stage', 'asleep_unspecified')
const AWAKE = codeNumber('sleep_stage', 'awake')
const STAGES: Readonly<Record<string, number>> = {
  'sleep.light': codeNumber('sleep_stage', 'light'),
  'sleep.deep': codeNumber('sleep_stage', 'deep'),
  'sleep.rem': codeNumber('sleep_stage', 'rem'),
  'sleep.awake': AWAKE,
}

function spanOf(one: unknown): { readonly start: number; readonly end: number } {
  return { start: utcTime(textAt(one, 'startTime')), end: utcTime(textAt(one, 'endTime')) }
}

/** A night without parts is one part. */
function readNight(night: unknown, emit: Emitter): void {
  const whole = spanOf(night)
  const parts = listAt(night, 'segment')
  let asleep = 0
  for (const part of parts.length > 0 ? parts : [night]) {
    const { start, end } = spanOf(part)
    const stage = STAGES[textAt(part, 'fitnessActivity')] ?? ASLEEP
    emit.sample('sleep_hypnogram', start, end, stage)
    if (stage !== AWAKE && end > start) asleep += end - start
  }
  emit.sample('sleep_hypnogram', whole.start, whole.end, codeNumber('sleep_stage', 'in_bed'))
  emit.sample('sleep_total', whole.start, whole.end, asleep, 'ms')
}

function readCalm(session: unknown, emit: Emitter): void {
  const { start, end } = spanOf(session)
  emit.sample('mindful_minutes', start, end, end - start, 'ms')
}

function readWorkout(session: unknown, activity: string, emit: Emitter): void {
  const { start, end } = spanOf(session)
  const seconds = /^([\d.]+)s$/.exec(textAt(session, 'duration'))?.[1]
  const [distance, energy] = [sumOf(session, 'distance.delta'), sumOf(session, 'calories.expended')]
  emit.workout({
    activity,
    start,
    end,
    durationMinutes: seconds === undefined ? null : Number(seconds) / 60,
    distanceMetres: distance,
    energyKilocalories: energy,
  })
  emit.sample('workout_distance', start, end, distance)
  emit.sample('workout_energy', start, end, energy)
}

function sumOf(session: unknown, name: string): number | null {
  const found = listAt(session, 'aggregate').find((one) => textAt(one, 'metricName') === `com.google.${name}`)
  return numberAt(found, 'floatValue') ?? numberAt(found, 'intValue')
}
