/**
 * The lists of an account export (Google Takeout, `Global Export Data`). Times are UTC, but energy, heights climbed,
 * weighings and the days of daily lists are by the person's own clock: so they lie beside the same minutes in the
 * tables of one export. A list of plain numbers says only by its file name what it counts.
 */
import type { MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, isObject, numberAt, textAt } from '../json/look.ts'
import { daySpan } from '../local-time.ts'
import { takeoutDay, takeoutTime } from './fitbit-takeout-time.ts'

const MINUTE = 60_000

export function readTakeout(one: unknown, emit: Emitter, context: ImportContext): void {
  const stamp = textAt(one, 'dateTime')
  const time = takeoutTime(stamp)
  const value = at(one, 'value')
  if (Number.isNaN(time)) emit.unknown('item', one)
  else if (numberAt(value, 'bpm') !== null) {
    emit.count('heart_rate')
    emit.sample('heart_rate', time, time, numberAt(value, 'bpm'))
  } else if (isObject(value)) readDaily(one, emit, context)
  else readNamed(one, stamp, emit, context)
}

/** One value a day, with what was estimated beside it. */
function readDaily(one: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end } = daySpan(context.clock, takeoutDay(textAt(one, 'dateTime')))
  const fitness =
    numberAt(one, 'value', 'filteredDemographicVO2Max') ??
    numberAt(one, 'value', 'demographicVO2Max') ??
    numberAt(one, 'value', 'filteredRunVO2Max') ??
    numberAt(one, 'value', 'runVO2Max')
  if (fitness !== null) {
    emit.count('vo2_max')
    emit.sample('vo2_max', start, end, fitness === 0 ? null : fitness)
  } else if (textAt(one, 'value', 'date') !== '') {
    const rate = numberAt(one, 'value', 'value')
    emit.count('resting_heart_rate')
    // Zero is a day without a reading.
    emit.sample('heart_rate_resting', start, end, rate === 0 ? null : rate)
  } else {
    const name = Object.keys(Object(at(one, 'value')))[0] ?? 'item'
    emit.count(name)
    emit.unknown(name, one)
  }
}

interface Named {
  readonly name: RegExp
  readonly metric: MetricId
  readonly unit: string
  readonly isDay?: boolean
  /** Whether times are the wall clock. */
  readonly isWall?: boolean
  /** Whether a value can be one of these. */
  readonly fits?: (value: number) => boolean
}

const NAMED: readonly Named[] = [
  { name: /(?:^|\/)steps-/, metric: 'steps', unit: '{steps}' },
  { name: /(?:^|\/)calories-/, metric: 'energy_total', unit: 'kcal', isWall: true },
  { name: /(?:^|\/)distance-/, metric: 'distance_walk_run', unit: 'cm' },
  // Whole floors of ten feet, and nothing else.
  {
    ...{ name: /(?:^|\/)altitude-/, metric: 'elevation_gain', unit: 'ft', isWall: true },
    fits: (feet) => feet % 10 === 0,
  },
  { name: /(?:^|\/)sedentary_minutes-/, metric: 'sedentary_time', unit: 'min', isDay: true },
]

function readNamed(one: unknown, stamp: string, emit: Emitter, context: ImportContext): void {
  const named = NAMED.find(({ name }) => name.test(context.fileName))
  const value = numberAt(one, 'value')
  emit.count(named?.metric ?? 'item')
  if (named === undefined) emit.unknown('item of a file without its name', one)
  else if (value !== null && named.fits?.(value) === false) emit.unknown(named.metric, one)
  else {
    const time = named.isWall ? context.clock.instantOf(takeoutTime(stamp)) : takeoutTime(stamp)
    const { start, end } = named.isDay
      ? daySpan(context.clock, takeoutDay(stamp))
      : { start: time, end: time + MINUTE }
    emit.sample(named.metric, start, end, value, named.unit)
  }
}

/** Times are the person's own: a weighing without a time lies at the last second of its day. */
export function readTakeoutWeighing(one: unknown, emit: Emitter, context: ImportContext): void {
  const time = context.clock.instantOf(takeoutTime(`${textAt(one, 'date')} ${textAt(one, 'time')}`))
  const [weight, index] = [numberAt(one, 'weight'), numberAt(one, 'bmi')]
  const unit = weightUnit(weight ?? 0, index ?? 0) ?? context.account.weightUnit
  emit.count('weight')
  if (unit === null) emit.unknown('weight in a unit that is not named', one)
  else emit.sample('weight', time, time, weight, unit)
  emit.sample('bmi', time, time, index === 0 ? null : index)
  emit.sample('body_fat', time, time, numberAt(one, 'fat'))
}

/**
 * The unit is that of the account, which the list does not name and the profile in the same archive does. Where it is not
 * there, the body mass index beside a weight tells, if by it the weight is the square of a person's height in one unit
 * alone. It never is in kilograms: an adult of 1.84 m in kilograms is one of 1.24 m in pounds, and there are such.
 */
function weightUnit(weight: number, index: number): 'lb' | 'st' | null {
  const square = weight / index
  if (square >= 0.2 && square <= 0.75) return 'st'
  return square >= 4.9 && square <= 11 ? 'lb' : null
}
