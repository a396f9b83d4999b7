/**
 * Fitbit: answers of its Web API and the lists of a Google Takeout. Times of nights and minutes are wall clock; heart
 * rate and steps of a Takeout are UTC. A Takeout's list of plain numbers says only by its file name what it counts.
 */
import { codeNumber, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, isObject, listAt, numberAt, textAt } from '../json/look.ts'
import { daySpan, wallTime } from '../local-time.ts'
import { isOxygenList, readNightly, readWeighings } from './fitbit-nightly.ts'

export const fitbit: Format = jsonFormat({
  id: 'fitbit',
  source: 'Fitbit',
  isWhole: true,
  signature:
    /"(?:activities-[a-z-]+|dateOfSleep|activityParentName|caloriesBMR|minutesAsleep|dailyRmssd|breathingRate|logId)"\s*:|"dateTime"\s*:\s*"[\d-]+"\s*,\s*"value"\s*:\s*\{\s*"avg"\s*:|"dateTime"\s*:\s*"\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d"/,
  item(value, emit, context) {
    readNightly(value, emit, context)
    readWeighings(value, emit, context)
    readList(value, emit, context)
    for (const night of listAt(value, 'sleep')) readNight(night, emit, context)
    for (const activity of listAt(value, 'activities')) readActivity(activity, emit, context)
    const members = isObject(value) ? Object.keys(value) : []
    for (const member of members)
      if (member.startsWith('activities-')) readSeries(value, member, emit, context)
    // The sums of a day that the document does not name.
    if (at(value, 'summary') !== undefined && at(value, 'sleep') === undefined)
      emit.unknown('summary', at(value, 'summary'))
  },
})

function readList(value: unknown, emit: Emitter, context: ImportContext): void {
  if (!Array.isArray(value) || isOxygenList(value)) return
  for (const one of value) {
    if (at(one, 'dateOfSleep') !== undefined) readNight(one, emit, context)
    else readTakeout(one, emit, context)
  }
}

const SERIES: Readonly<Record<string, readonly [metric: MetricId, unit: string]>> = {
  'activities-steps': ['steps', '{steps}'],
  'activities-floors': ['floors_climbed', '{floors}'],
  'activities-minutesSedentary': ['sedentary_time', 'min'],
  'activities-calories': ['energy_total', 'kcal'],
  'activities-heart': ['heart_rate', '/min'],
}

function readSeries(document: unknown, member: string, emit: Emitter, context: ImportContext): void {
  const name = member.replace(/-intraday$/, '')
  const known = SERIES[name]
  if (known === undefined) {
    emit.unknown(member, at(document, member))
    return
  }
  if (member === name) readDays(document, name, known, emit, context)
  else readMinutes(document, name, known, emit, context)
}

/** Sums of days; left out where the minutes of the same day are there. */
function readDays(
  document: unknown,
  name: string,
  [metric, unit]: readonly [MetricId, string],
  emit: Emitter,
  context: ImportContext,
): void {
  const hasMinutes = listAt(document, `${name}-intraday`, 'dataset').length > 0
  for (const day of listAt(document, name)) {
    emit.count(name)
    const { start, end } = daySpan(context.clock, textAt(day, 'dateTime'))
    emit.sample('heart_rate_resting', start, end, numberAt(day, 'value', 'restingHeartRate'))
    if (!hasMinutes && metric !== 'heart_rate') emit.sample(metric, start, end, numberAt(day, 'value'), unit)
  }
}

function readMinutes(
  document: unknown,
  name: string,
  [metric, unit]: readonly [MetricId, string],
  emit: Emitter,
  context: ImportContext,
): void {
  const day = textAt(listAt(document, name)[0], 'dateTime')
  const dataset = listAt(document, `${name}-intraday`, 'dataset')
  const step = (numberAt(document, `${name}-intraday`, 'datasetInterval') ?? 1) * 60_000
  const length = metric === 'heart_rate' ? 0 : step
  for (const minute of dataset) {
    emit.count(`${name}-intraday`)
    const start = context.clock.instantOf(wallTime(`${day}T${textAt(minute, 'time')}`))
    emit.sample(metric, start, start + length, numberAt(minute, 'value'), unit)
  }
}

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

function readNight(night: unknown, emit: Emitter, context: ImportContext): void {
  const start = context.clock.instantOf(wallTime(textAt(night, 'startTime')))
  const end = context.clock.instantOf(wallTime(textAt(night, 'endTime')))
  emit.count('sleep')
  for (const [metric, member] of NIGHT) emit.sample(metric, start, end, numberAt(night, member))
  for (const level of [...listAt(night, 'levels', 'data'), ...listAt(night, 'levels', 'shortData')]) {
    const from = context.clock.instantOf(wallTime(textAt(level, 'dateTime')))
    const until = from + (numberAt(level, 'seconds') ?? 0) * 1000
    emit.count('sleep level')
    emit.sample('sleep_hypnogram', from, until, STAGES[textAt(level, 'level')] ?? null)
  }
}

function readActivity(activity: unknown, emit: Emitter, context: ImportContext): void {
  const start = context.clock.instantOf(
    wallTime(`${textAt(activity, 'startDate')}T${textAt(activity, 'startTime')}`),
  )
  const end = start + (numberAt(activity, 'duration') ?? 0)
  emit.count('activity')
  // The unit of the distance is that of the account, which the document does not name.
  emit.workout({
    activity: textAt(activity, 'activityParentName') || textAt(activity, 'name'),
    start,
    end,
    energyKilocalories: numberAt(activity, 'calories'),
  })
}

const TAKEOUT_DATE = /^(\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)$/
const NAMED: readonly (readonly [name: RegExp, metric: MetricId])[] = [
  [/(?:^|\/)steps-/, 'steps'],
  [/(?:^|\/)calories-/, 'energy_total'],
  [/(?:^|\/)sedentary_minutes-/, 'sedentary_time'],
]

function readTakeout(one: unknown, emit: Emitter, context: ImportContext): void {
  const match = TAKEOUT_DATE.exec(textAt(one, 'dateTime'))
  const value = at(one, 'value')
  if (match === null) {
    emit.unknown('item', one)
    return
  }
  const [, month, day, year, clock] = match
  const wall = `20${year}-${month}-${day}T${clock}`
  const time = wallTime(wall)
  if (numberAt(value, 'bpm') !== null) {
    emit.count('heart_rate')
    emit.sample('heart_rate', time, time, numberAt(value, 'bpm'))
  } else if (isObject(value) && textAt(value, 'date') !== '') {
    const { start, end } = daySpan(context.clock, wall.slice(0, 10))
    const rate = numberAt(value, 'value')
    emit.count('resting_heart_rate')
    // Zero is a day without a reading.
    emit.sample('heart_rate_resting', start, end, rate === 0 ? null : rate)
  } else readNamed(one, time, emit, context)
}

function readNamed(one: unknown, time: number, emit: Emitter, context: ImportContext): void {
  const named = NAMED.find(([name]) => name.test(context.report.file))
  emit.count(named?.[1] ?? 'item')
  if (named === undefined) emit.unknown('item of a file without its name', one)
  else emit.sample(named[1], time, time, numberAt(one, 'value'))
}
