/**
 * The tables that Google writes of a Fitbit account beside Fitbit's own (`Physical Activity_GoogleData`): every row
 * names what measured it, and a phone and a watch that count the same steps are two sources.
 */
import type { CsvTable, Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { day, difference, minute, moment, night, STAMP, table, under } from './fitbit-table.ts'

const DEVICES_MAX = 200
const devices = new WeakMap<Emitter, Map<string, Emitter>>()

/** The device of the row is the model of its source. */
function deviceOf(row: Row, emit: Emitter): Emitter {
  const model = row.cell(/^data source$/).slice(0, 100)
  const known = devices.get(emit) ?? new Map<string, Emitter>()
  devices.set(emit, known)
  const device =
    known.get(model) ?? emit.from({ name: 'Fitbit', model: known.size < DEVICES_MAX ? model : '' })
  if (known.size < DEVICES_MAX) known.set(model, device)
  device.place = emit.place
  return device
}

const rate = under(/^beats per minute$/)
const resting = table('resting heart rate', /./, day, [['heart_rate_resting', rate]], deviceOf)
const beating = table('heart rate', /./, moment, [['heart_rate', rate]], deviceOf)

/** One header for every rate and for that of a resting day: the name of the file tells. */
function readRate(row: Row, emit: Emitter, context: ImportContext): void {
  const { fileName } = context
  if (/resting_heart_rate/.test(fileName)) resting.row(row, emit, context)
  else if (/(?:^|\/)heart_rate[_-]/.test(fileName)) beating.row(row, emit, context)
  else {
    emit.count('heart rate')
    emit.unknown('row of a file without its name', `${row.cell(STAMP)},${row.cell(/^beats per minute$/)}`)
  }
}

/** Older exports have no column for the device, and others may write as short a header. */
const INSTANT_AND_NUMBER = /^[^\n]*\n"?\d{4}-\d\d-\d\dT[\d:.]+Z"?,[\d.]+(?:,|\r?\n)/

/**
 * Left out: all energy, which has no rows for the minutes at rest, so that a day of it is half a day; the temperature of
 * the body, under which name the wrist's is written; the pace, which repeats the steps.
 */
export const googleTables: readonly CsvTable[] = [
  { header: /^timestamp,beats per minute/, row: readRate },
  table('weight', /^timestamp,weight grams/, moment, [['weight', under(/^weight grams$/), 'g']], deviceOf),
  table('body fat', /^timestamp,body fat percentage/, moment, [['body_fat', under(/^body fat/)]], deviceOf),
  table('steps', /^timestamp,steps,data source/, minute, [['steps', under(/^steps$/)]], deviceOf),
  table(
    'distance',
    /^timestamp,distance,data source/,
    minute,
    [['distance_walk_run', under(/^distance$/), 'm']],
    deviceOf,
  ),
  table(
    'active zone minutes',
    /^timestamp,heart rate zone,total minutes/,
    minute,
    [['active_minutes', under(/^total minutes$/)]],
    deviceOf,
  ),
  table('height', /^timestamp,height millimeters/, moment, [['height', under(/^height/), 'mm']], deviceOf),
  {
    ...table(
      'climb',
      /^timestamp,gain(?:,|$)/,
      minute,
      [['elevation_gain', under(/^gain$/), 'mm']],
      deviceOf,
    ),
    beginning: INSTANT_AND_NUMBER,
  },
  {
    ...table('steps', /^timestamp,steps$/, minute, [['steps', under(/^steps$/)]]),
    beginning: INSTANT_AND_NUMBER,
  },
  {
    ...table('distance', /^timestamp,distance$/, minute, [['distance_walk_run', under(/^distance$/), 'm']]),
    beginning: INSTANT_AND_NUMBER,
  },
  table(
    'temperature night',
    /^timestamp,nightly temperature celsius,baseline temperature celsius/,
    night,
    [
      ['skin_temperature', under(/^nightly/)],
      ['skin_temperature_deviation', (row) => difference(row, /^nightly/, /^baseline/)],
    ],
    deviceOf,
  ),
  table(
    'breathing night',
    /^timestamp,breaths per minute/,
    night,
    [['respiratory_rate', under(/^breaths per minute$/)]],
    deviceOf,
  ),
  table('spo2 night', /^timestamp,average percentage/, night, [['spo2', under(/^average/)]], deviceOf),
  table('spo2', /^timestamp,oxygen saturation percentage/, moment, [['spo2', under(/^oxygen/)]], deviceOf),
  table(
    'readiness',
    /^timestamp,score,type,readiness level/,
    night,
    [['readiness_score', under(/^score$/)]],
    deviceOf,
  ),
]
