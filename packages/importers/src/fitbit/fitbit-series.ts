/** Series of Fitbit's Web API: sums of days, and the minutes of one day beside its sum. */
import type { MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, isObject, listAt, numberAt, textAt } from '../json/look.ts'
import { daySpan, wallTime } from '../local-time.ts'

const MINUTE = 60_000

/** Fitbit answers in the metric system unless it is asked for another. */
const SERIES: Readonly<Record<string, readonly [metric: MetricId, unit: string]>> = {
  'activities-steps': ['steps', '{steps}'],
  'activities-distance': ['distance_walk_run', 'km'],
  'activities-floors': ['floors_climbed', '{floors}'],
  'activities-elevation': ['elevation_gain', 'm'],
  'activities-minutesSedentary': ['sedentary_time', 'min'],
  'activities-calories': ['energy_total', 'kcal'],
  'activities-activityCalories': ['energy_active', 'kcal'],
  'activities-caloriesBMR': ['energy_basal', 'kcal'],
  'activities-active-zone-minutes': ['active_minutes', 'min'],
  'activities-heart': ['heart_rate', '/min'],
}

export function readAllSeries(document: unknown, emit: Emitter, context: ImportContext): void {
  if (!isObject(document)) return
  for (const member of Object.keys(document))
    if (member.startsWith('activities-')) readSeries(document, member, emit, context)
}

type Known = readonly [metric: MetricId, unit: string]

function readSeries(document: unknown, member: string, emit: Emitter, context: ImportContext): void {
  const name = member.replace(/-intraday$/, '')
  const known = SERIES[name]
  if (known === undefined) emit.unknown(member, at(document, member))
  else if (member === name) readDays(document, name, known, emit, context)
  else readMinutes(document, name, known, emit, context)
}

/** Sums of days; left out where the minutes of the same day are there. */
function readDays(
  document: unknown,
  name: string,
  [metric, unit]: Known,
  emit: Emitter,
  context: ImportContext,
): void {
  const hasMinutes = minutesOf(document, name).length > 0
  for (const day of listAt(document, name)) {
    emit.count(name)
    const { start, end } = daySpan(context.clock, textAt(day, 'dateTime'))
    emit.sample('heart_rate_resting', start, end, numberAt(day, 'value', 'restingHeartRate'))
    if (!hasMinutes && metric !== 'heart_rate') emit.sample(metric, start, end, amountOf(day), unit)
  }
}

function readMinutes(
  document: unknown,
  name: string,
  [metric, unit]: Known,
  emit: Emitter,
  context: ImportContext,
): void {
  const day = textAt(listAt(document, name)[0], 'dateTime')
  const step = (numberAt(document, `${name}-intraday`, 'datasetInterval') ?? 1) * MINUTE
  const length = metric === 'heart_rate' ? 0 : step
  for (const minute of minutesOf(document, name)) {
    emit.count(`${name}-intraday`)
    const stated = textAt(minute, 'minute') || textAt(minute, 'time')
    const start = context.clock.instantOf(wallTime(stated.includes('T') ? stated : `${day}T${stated}`))
    emit.sample(metric, start, start + length, amountOf(minute), unit)
  }
}

/** Most series have one set of minutes, that of active minutes a list of days with minutes each. */
function minutesOf(document: unknown, name: string): readonly unknown[] {
  const intraday = `${name}-intraday`
  const days = listAt(document, intraday)
  return days.length > 0
    ? days.flatMap((day) => listAt(day, 'minutes'))
    : listAt(document, intraday, 'dataset')
}

function amountOf(one: unknown): number | null {
  return numberAt(one, 'value') ?? numberAt(one, 'value', 'activeZoneMinutes')
}
