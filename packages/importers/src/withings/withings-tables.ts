/**
 * The tables of a Withings export. Weighings and pressures stand at the wall clock; nights, workouts and raw tables at
 * instants with an offset. Tables of one bare value say only by their file name what it is: withings-values.ts.
 */
import { codeNumber, type MetricId } from '@nornos/health-model'
import { csvTables, type Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { numberAt } from '../json/look.ts'
import { utcTime, wallTime } from '../local-time.ts'
import { signalTable } from './withings-signal.ts'
import { readRawRow, readValueRow } from './withings-values.ts'

export const withingsTables: Format = csvTables({
  id: 'withings',
  source: 'Withings',
  tables: [
    { header: /^Date,Weight \((?:kg|lbs?)\)/, row: readWeighing },
    { header: /^Date,Heart rate,Systolic,Diastolic/, row: readPressure },
    { header: /^Date,Height \(m\)/, row: readHeight },
    { header: /^from,to,light \(s\),deep \(s\)/, row: readNight },
    { header: /^from,to,.*Activity type,.*Data/, row: readWorkout },
    {
      header: /^start,duration,value$/,
      beginning: /^start,duration,value\r?\n(?:$|\d{4}-\d\d-\d\dT[^,]+,"?\[)/,
      row: readRawRow,
    },
    signalTable,
    {
      header: /^date,value$/,
      beginning: /^date,value\r?\n(?:$|"?\d{4}-\d\d-\d\d)/,
      row: readValueRow,
    },
  ],
})

function momentOf(row: Row, { clock }: ImportContext): number {
  return clock.instantOf(wallTime(row.cell(/^Date$/)))
}

const MASSES: readonly (readonly [metric: MetricId, kilograms: RegExp, pounds: RegExp])[] = [
  ['weight', /^Weight \(kg\)$/, /^Weight \(lbs?\)$/],
  ['bone_mass', /^Bone mass \(kg\)$/, /^Bone mass \(lbs?\)$/],
  ['muscle_mass', /^Muscle mass \(kg\)$/, /^Muscle mass \(lbs?\)$/],
  ['body_water', /^Hydration \(kg\)$/, /^Hydration \(lbs?\)$/],
]

function readWeighing(row: Row, emit: Emitter, context: ImportContext): void {
  const time = momentOf(row, context)
  emit.count('weighing')
  for (const [metric, kilograms, pounds] of MASSES) {
    emit.sample(metric, time, time, row.number(kilograms), 'kg')
    emit.sample(metric, time, time, row.number(pounds), 'lb')
  }
  const [fat, weight] = [row.number(/^Fat mass \(/), row.number(/^Weight \(/)]
  if (fat !== null && weight) emit.sample('body_fat', time, time, (100 * fat) / weight)
}

/** A watch writes rates into the table as well: without a pressure it is no pulse of one. */
function readPressure(row: Row, emit: Emitter, context: ImportContext): void {
  const time = momentOf(row, context)
  const systolic = row.number(/^Systolic$/)
  emit.count('pressure')
  emit.sample('bp_systolic', time, time, systolic)
  emit.sample('bp_diastolic', time, time, row.number(/^Diastolic$/))
  emit.sample(systolic === null ? 'heart_rate' : 'bp_pulse', time, time, row.number(/^Heart rate$/))
}

function readHeight(row: Row, emit: Emitter, context: ImportContext): void {
  const time = momentOf(row, context)
  emit.count('height')
  emit.sample('height', time, time, row.number(/^Height \(m\)$/), 'm')
}

const STAGES: readonly (readonly [metric: MetricId, column: RegExp])[] = [
  ['sleep_light', /^light \(s\)$/],
  ['sleep_deep', /^deep \(s\)$/],
  ['sleep_rem', /^rem \(s\)$/],
]

function readNight(row: Row, emit: Emitter): void {
  const [start, end] = [utcTime(row.cell(/^from$/)), utcTime(row.cell(/^to$/))]
  let asleep = 0
  emit.count('night')
  for (const [metric, column] of STAGES) {
    emit.sample(metric, start, end, row.number(column), 's')
    asleep += row.number(column) ?? 0
  }
  emit.sample('sleep_total', start, end, asleep, 's')
  emit.sample('sleep_awake', start, end, row.number(/^awake \(s\)$/), 's')
  emit.sample('sleep_awakenings', start, end, row.number(/^wake up$/))
  emit.sample('sleep_latency', start, end, row.number(/^Duration to sleep \(s\)$/), 's')
  emit.sample('heart_rate_sleep_lowest', start, end, row.number(/^Heart rate \(min\)$/) || null)
  emit.sample('sleep_hypnogram', start, end, codeNumber('sleep_stage', 'in_bed'))
}

function readWorkout(row: Row, emit: Emitter, context: ImportContext): void {
  const [start, end] = [utcTime(row.cell(/^from$/)), utcTime(row.cell(/^to$/))]
  const data = dataOf(row, emit)
  const either = (name: string): number | null => numberAt(data, name) ?? numberAt(data, `manual_${name}`)
  const seconds = numberAt(data, 'effduration')
  emit.count('workout')
  if (row.cell(/^GPS$/) !== '') context.report.notKept('GPS', 1)
  emit.workout({
    activity: row.cell(/^Activity type$/),
    start,
    end,
    durationMinutes: seconds === null ? null : seconds / 60,
    distanceMetres: either('distance'),
    energyKilocalories: either('calories'),
    elevationGainMetres: numberAt(data, 'elevation'),
  })
  emit.sample('workout_distance', start, end, either('distance'))
  emit.sample('workout_energy', start, end, either('calories'))
  emit.sample('workout_heart_rate', start, end, numberAt(data, 'hr_average') || null)
}

/** The sums of a workout are JSON in a cell of the table. */
function dataOf(row: Row, emit: Emitter): unknown {
  const text = row.cell(/^Data$/)
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    emit.skip('workout', 'bad-value', text)
    return null
  }
}
