/**
 * The tables of a WHOOP export: cycles, sleeps, workouts and the journal. Times are on the wall clock, with the offset in
 * a column of its own. What is labelled (cal) is kilocalories.
 */
import { codeNumber } from '@nornos/health-model'
import { csvTables, type Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { wallTime } from '../local-time.ts'
import { readJournal } from './whoop-journal.ts'
import { cycleOf } from './whoop-time.ts'

export const whoop: Format = csvTables({
  id: 'whoop',
  source: 'WHOOP',
  tables: [
    { header: /^Cycle start time,.*Workout start time/, row: readWorkout },
    { header: /^Cycle start time,.*Recovery score/, row: readCycle },
    { header: /^Cycle start time,.*Sleep onset,.*\bNap\b/, row: readSleep },
    { header: /^Cycle start time,.*Question text,Answered yes/, row: readJournal },
  ],
})

function readCycle(row: Row, emit: Emitter): void {
  emit.count('cycle')
  const { start, end, offset } = cycleOf(row)
  const wake = wallTime(row.cell(/^Wake onset$/)) - offset
  if (Number.isNaN(start)) {
    emit.skip('cycle', 'bad-date', row.cell(/^Cycle start time$/))
    return
  }
  const until = Number.isNaN(end) ? start : end
  emit.sample('strain_score', start, until, row.number(/^Day Strain$/))
  emit.sample('energy_total', start, until, row.number(/^Energy burned/), 'kcal')
  const morning = Number.isNaN(wake) ? start : wake
  emit.sample('readiness_score', morning, morning, row.number(/^Recovery score/))
  emit.sample('heart_rate_resting', morning, morning, row.number(/^Resting heart rate/))
  emit.sample('hrv_rmssd', morning, morning, row.number(/^Heart rate variability/))
  emit.sample('skin_temperature', morning, morning, row.number(/^Skin temp \(celsius\)/))
  emit.sample('spo2', morning, morning, row.number(/^Blood oxygen/))
  readNight(row, emit, offset)
}

/** The nights of this table are those of the cycles once more, and the same samples; the naps are here alone. */
function readSleep(row: Row, emit: Emitter): void {
  const { offset } = cycleOf(row)
  const isNap = /^true$/i.test(row.cell(/^Nap$/))
  emit.count(isNap ? 'nap' : 'sleep')
  if (Number.isNaN(offset)) emit.skip('sleep', 'bad-date', row.cell(/^Cycle timezone$/))
  else if (isNap) readNap(row, emit, offset)
  else readNight(row, emit, offset)
}

function readNap(row: Row, emit: Emitter, offset: number): void {
  const start = wallTime(row.cell(/^Sleep onset$/)) - offset
  const end = wallTime(row.cell(/^Wake onset$/)) - offset
  emit.sample('sleep_nap', start, end, row.number(/^Asleep duration/))
  emit.sample('sleep_hypnogram', start, end, codeNumber('sleep_stage', 'in_bed'))
}

function readNight(row: Row, emit: Emitter, offset: number): void {
  const asleep = wallTime(row.cell(/^Sleep onset$/)) - offset
  const wake = wallTime(row.cell(/^Wake onset$/)) - offset
  // A cycle without a night.
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
  const { offset } = cycleOf(row)
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
