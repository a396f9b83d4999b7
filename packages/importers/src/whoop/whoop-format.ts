/**
 * The tables of a WHOOP export: one row a cycle, times on the wall clock with the offset in a column of its own.
 * What is labelled (cal) is kilocalories.
 */
import { codeNumber } from '@nornos/health-model'
import { csvFormat, type Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { wallTime } from '../local-time.ts'

export const whoopCycles: Format = csvFormat({
  id: 'whoop',
  source: 'WHOOP',
  header: /^\uFEFF?"?Cycle start time"?,.*Recovery score/,
  row: readCycle,
})

export const whoopWorkouts: Format = csvFormat({
  id: 'whoop',
  source: 'WHOOP',
  header: /^\uFEFF?"?Cycle start time"?,.*Workout start time/,
  row: readWorkout,
})

const ZONE = /^UTC(?:Z|([+-])(\d\d):?(\d\d))?$/

/** Milliseconds to take off a wall time, or NaN. */
function offsetOf(text: string): number {
  const match = ZONE.exec(text)
  if (match === null) return Number.NaN
  const [, sign = '+', hours = '0', minutes = '0'] = match
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000
  return sign === '-' ? -offset : offset
}

function readCycle(row: Row, emit: Emitter): void {
  emit.count('cycle')
  const offset = offsetOf(row.cell(/^Cycle timezone$/))
  const start = wallTime(row.cell(/^Cycle start time$/)) - offset
  const wake = wallTime(row.cell(/^Wake onset$/)) - offset
  const asleep = wallTime(row.cell(/^Sleep onset$/)) - offset
  if (Number.isNaN(start)) {
    emit.skip('cycle', 'bad-date', row.cell(/^Cycle start time$/))
    return
  }
  const end = wallTime(row.cell(/^Cycle end time$/)) - offset
  const until = Number.isNaN(end) ? start : end
  emit.sample('strain_score', start, until, row.number(/^Day Strain$/))
  emit.sample('energy_total', start, until, row.number(/^Energy burned/), 'kcal')
  const morning = Number.isNaN(wake) ? start : wake
  emit.sample('readiness_score', morning, morning, row.number(/^Recovery score/))
  emit.sample('heart_rate_resting', morning, morning, row.number(/^Resting heart rate/))
  emit.sample('hrv_rmssd', morning, morning, row.number(/^Heart rate variability/))
  emit.sample('skin_temperature', morning, morning, row.number(/^Skin temp/))
  emit.sample('spo2', morning, morning, row.number(/^Blood oxygen/))
  if (Number.isNaN(asleep) || !(wake > asleep)) return
  for (const [metric, column] of NIGHT) emit.sample(metric, asleep, wake, row.number(column))
  emit.sample('sleep_hypnogram', asleep, wake, codeNumber('sleep_stage', 'in_bed'))
}

const NIGHT = [
  ['sleep_score', /^Sleep performance/],
  ['respiratory_rate', /^Respiratory rate/],
  ['sleep_total', /^Asleep duration/],
  ['sleep_in_bed', /^In bed duration/],
  ['sleep_light', /^Light sleep duration/],
  ['sleep_deep', /^Deep \(SWS\) duration/],
  ['sleep_rem', /^REM duration/],
  ['sleep_awake', /^Awake duration/],
  ['sleep_need_debt', /^Sleep debt/],
  ['sleep_efficiency', /^Sleep efficiency/],
] as const

function readWorkout(row: Row, emit: Emitter): void {
  emit.count('workout')
  const offset = offsetOf(row.cell(/^Cycle timezone$/))
  const start = wallTime(row.cell(/^Workout start time$/)) - offset
  const end = wallTime(row.cell(/^Workout end time$/)) - offset
  if (!(end >= start)) {
    emit.skip('workout', 'bad-date', row.cell(/^Workout start time$/))
    return
  }
  emit.sample('workout_energy', start, end, row.number(/^Energy burned/), 'kcal')
  emit.sample('workout_heart_rate', start, end, row.number(/^Average HR/))
  emit.sample('workout_distance', start, end, row.number(/^Distance/))
  emit.sample('training_load', start, end, row.number(/^Activity Strain/))
  emit.workout({
    activity: row.cell(/^Activity name$/),
    start,
    end,
    distanceMetres: row.number(/^Distance/),
    energyKilocalories: row.number(/^Energy burned/),
    elevationGainMetres: row.number(/^Altitude gain/),
  })
}
