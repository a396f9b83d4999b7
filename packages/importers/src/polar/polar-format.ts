/**
 * Polar: the files of a person's own export from Flow, and the answers of AccessLink v3. Both say much the same in
 * different words. Read next: polar-training.ts, polar-night.ts.
 */
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import { daySpan, wallTime } from '../local-time.ts'
import { readNight, readRecharge } from './polar-night.ts'
import { readTraining } from './polar-training.ts'

export const polar: Format = jsonFormat({
  id: 'polar',
  source: 'Polar',
  isWhole: true,
  signature:
    /"(?:polar[-_]user|deviceDays|sleepResult|meanNightlyRecoveryRRI|devicePpiSamplesList|stepsDistance|start_time_utc_offset|detailed_sport_info|distance_from_steps|nightly_recharge_status)"\s*:|"exportVersion"\s*:\s*"[\d.]+"/,
  item(value, emit, context) {
    for (const one of Array.isArray(value) ? value : [value]) readDocument(one, emit, context)
  },
})

type Reader = (value: unknown, emit: Emitter, context: ImportContext) => void

/** By a member that only this kind has. */
const KINDS: readonly (readonly [member: string, reader: Reader])[] = [
  ['exercises', readTraining],
  ['start_time_utc_offset', readTraining],
  ['deviceDays', readDeviceDays],
  ['devicePpiSamplesList', readIntervals],
  ['sleepResult', readNight],
  ['nights', (value, ...rest) => each(value, 'nights', readNight, rest)],
  ['sleep_start_time', readNight],
  ['recharges', (value, ...rest) => each(value, 'recharges', readRecharge, rest)],
  ['meanNightlyRecoveryRRI', readRecharge],
  ['heart_rate_variability_avg', readRecharge],
  ['heart_rates', (value, ...rest) => each(value, 'heart_rates', readContinuous, rest)],
  ['heart_rate_samples', readContinuous],
  ['summary', readActivity],
  ['active-steps', readActivity],
  ['distance_from_steps', readDay],
]

function readDocument(value: unknown, emit: Emitter, context: ImportContext): void {
  const kind = KINDS.find(([member]) => at(value, member) !== undefined)
  if (kind !== undefined) kind[1](value, emit, context)
  else {
    emit.count('item')
    emit.unknown('item', value)
  }
}

function each(
  value: unknown,
  member: string,
  reader: Reader,
  [emit, context]: readonly [Emitter, ImportContext],
): void {
  for (const one of listAt(value, member)) reader(one, emit, context)
}

/** Rates of whole days, as seconds of the day. */
function readDeviceDays(value: unknown, emit: Emitter, context: ImportContext): void {
  for (const day of listAt(value, 'deviceDays')) {
    const midnight = wallTime(`${textAt(day, 'date')}T00:00`)
    emit.count('day of heart rates')
    for (const sample of listAt(day, 'samples')) {
      const seconds = numberAt(sample, 'secondsFromDayStart') ?? Number.NaN
      const time = context.clock.instantOf(midnight + seconds * 1000)
      emit.sample('heart_rate', time, time, numberAt(sample, 'heartRate'))
    }
  }
}

function readContinuous(value: unknown, emit: Emitter, context: ImportContext): void {
  emit.count('day of heart rates')
  const day = textAt(value, 'date')
  for (const sample of listAt(value, 'heart_rate_samples')) {
    const time = context.clock.instantOf(wallTime(`${day}T${textAt(sample, 'sample_time')}`))
    emit.sample('heart_rate', time, time, numberAt(sample, 'heart_rate'))
  }
}

function readIntervals(value: unknown, emit: Emitter, context: ImportContext): void {
  for (const device of listAt(value, 'devicePpiSamplesList')) {
    emit.count('day of intervals')
    for (const sample of listAt(device, 'ppiSamples')) {
      const end = context.clock.instantOf(wallTime(textAt(sample, 'sampleDateTime')))
      const length = numberAt(sample, 'pulseLength')
      emit.sample('rr_intervals', end - Math.round(length ?? 0), end, length)
    }
  }
}

/** A day as the list of days says it: sums alone. */
function readDay(value: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = daySpan(context.clock, textAt(value, 'start_time').slice(0, 10))
  emit.count('day')
  emit.sample('steps', start, end, numberAt(value, 'steps'))
  emit.sample('distance_walk_run', start, end, numberAt(value, 'distance_from_steps'))
  emit.sample('energy_total', start, end, numberAt(value, 'calories'))
  emit.sample('energy_active', start, end, numberAt(value, 'active_calories'))
}

const MINUTE = 60_000

/** A day: steps by the minute where they are, else their sum. */
function readActivity(value: unknown, emit: Emitter, context: ImportContext): void {
  const date = textAt(value, 'date')
  const { start, end } = daySpan(context.clock, date)
  const minutes = listAt(value, 'samples', 'steps')
  emit.count('day')
  for (const minute of minutes) {
    const time = context.clock.instantOf(wallTime(`${date}T${textAt(minute, 'localTime')}`))
    emit.sample('steps', time, time + MINUTE, numberAt(minute, 'value'))
  }
  const sum = numberAt(value, 'summary', 'stepCount') ?? numberAt(value, 'active-steps')
  if (minutes.length === 0) emit.sample('steps', start, end, sum)
  const distance = numberAt(value, 'summary', 'stepsDistance')
  const energy = numberAt(value, 'summary', 'calories') ?? numberAt(value, 'calories')
  emit.sample('distance_walk_run', start, end, distance)
  emit.sample('energy_total', start, end, energy)
  emit.sample('energy_active', start, end, numberAt(value, 'active-calories'))
}
