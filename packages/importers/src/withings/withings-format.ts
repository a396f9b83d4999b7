/** What Withings answers: groups of measures with a decimal exponent each, days, nights, workouts, minutes. */
import { isKnownZone, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, isObject, listAt, numberAt, textAt } from '../json/look.ts'
import { createLocalClock, daySpan } from '../local-time.ts'

export const withings: Format = jsonFormat({
  id: 'withings',
  source: 'Withings',
  isWhole: true,
  signature:
    /"(?:measuregrps|grpid|hash_deviceid)"\s*:|"body"\s*:\s*\{(?:\s*"(?:more|offset|updatetime|timezone)"\s*:\s*(?:\w+|"[^"]*")\s*,)*\s*"(?:activities|goals|series)"\s*:/,
  item(value, emit, context) {
    const body = at(value, 'body') ?? value
    const groups = Array.isArray(body) ? body : listAt(body, 'measuregrps')
    for (const group of groups) readGroup(group, emit)
    for (const day of listAt(body, 'activities')) readDay(day, emit, context)
    for (const one of listAt(body, 'series')) readSeries(one, emit)
    const minutes = at(body, 'series')
    if (isObject(minutes))
      for (const [time, minute] of Object.entries(minutes)) readMinute(Number(time), minute, emit)
    for (const member of ['devices', 'goals'])
      for (const one of listAt(body, member)) emit.unknown(member, one)
  },
})

/** Measure types by Withings' number; the unit is SI as they send it. */
const MEASURES: Readonly<Record<number, readonly [metric: MetricId, unit: string]>> = {
  1: ['weight', 'kg'],
  4: ['height', 'm'],
  5: ['lean_mass', 'kg'],
  6: ['body_fat', '%'],
  9: ['bp_diastolic', 'mm[Hg]'],
  10: ['bp_systolic', 'mm[Hg]'],
  11: ['bp_pulse', '/min'],
  54: ['spo2', '%'],
  71: ['body_temperature', 'Cel'],
  73: ['skin_temperature', 'Cel'],
  76: ['muscle_mass', 'kg'],
  77: ['body_water', 'kg'],
  88: ['bone_mass', 'kg'],
  91: ['pulse_wave_velocity', 'm/s'],
  123: ['vo2_max', 'mL/min/kg'],
  155: ['vascular_age', 'a'],
  170: ['visceral_fat', '{rating}'],
}

/** A goal is no measurement. */
const MEASURED = 1
/** One person of several might have stood on the scale. */
const AMBIGUOUS = new Set([1, 4])

function readGroup(group: unknown, emit: Emitter): void {
  const seconds = numberAt(group, 'date')
  emit.count('measure group')
  const isOurs =
    (numberAt(group, 'category') ?? MEASURED) === MEASURED && !AMBIGUOUS.has(numberAt(group, 'attrib') ?? 0)
  if (seconds === null || !isOurs) {
    emit.unknown('measure group of a goal or of an unknown person', group)
    return
  }
  const time = seconds * 1000
  const measures = listAt(group, 'measures').filter((measure) => (numberAt(measure, 'position') ?? 7) === 7)
  for (const measure of measures) readMeasure(measure, time, emit)
}

function readMeasure(measure: unknown, time: number, emit: Emitter): void {
  const type = numberAt(measure, 'type') ?? -1
  const value = numberAt(measure, 'value')
  const exponent = numberAt(measure, 'unit') ?? 0
  const known = MEASURES[type]
  if (known === undefined || value === null) emit.unknown(`measure ${type}`, measure)
  else emit.sample(known[0], time, time, Number(`${value}e${exponent}`), known[1])
}

function readDay(day: unknown, emit: Emitter, context: ImportContext): void {
  const zone = textAt(day, 'timezone')
  const clock = isKnownZone(zone) ? createLocalClock(zone, () => undefined) : context.clock
  const { start, end } = daySpan(clock, textAt(day, 'date'))
  emit.count('day')
  const sample = (metric: MetricId, member: string, unit?: string): void =>
    emit.sample(metric, start, end, numberAt(day, member), unit, zone)
  sample('steps', 'steps')
  sample('distance_walk_run', 'distance')
  sample('floors_climbed', 'elevation')
  sample('energy_active', 'calories')
  sample('energy_total', 'totalcalories')
  const moderate = numberAt(day, 'moderate')
  const intense = numberAt(day, 'intense')
  if (moderate !== null || intense !== null) {
    emit.sample('active_minutes', start, end, (moderate ?? 0) + (intense ?? 0), 's', zone)
  }
}

const NIGHT: readonly (readonly [metric: MetricId, member: string, unit: string])[] = [
  ['sleep_total', 'total_sleep_time', 's'],
  ['sleep_in_bed', 'total_timeinbed', 's'],
  ['sleep_deep', 'deepsleepduration', 's'],
  ['sleep_light', 'lightsleepduration', 's'],
  ['sleep_rem', 'remsleepduration', 's'],
  ['sleep_awake', 'wakeupduration', 's'],
  ['sleep_latency', 'sleep_latency', 's'],
  ['sleep_efficiency', 'sleep_efficiency', '1'],
  ['sleep_awakenings', 'wakeupcount', '{count}'],
  ['sleep_score', 'sleep_score', '{score}'],
  ['sleep_breathing_disturbances', 'apnea_hypopnea_index', '{index}'],
  ['respiratory_rate', 'rr_average', '/min'],
]

/** A night or a workout: both have a beginning, an end and their numbers in `data`. */
function readSeries(one: unknown, emit: Emitter): void {
  const start = (numberAt(one, 'startdate') ?? Number.NaN) * 1000
  const end = (numberAt(one, 'enddate') ?? Number.NaN) * 1000
  const zone = textAt(one, 'timezone')
  if (at(one, 'category') === undefined) {
    emit.count('night')
    for (const [metric, member, unit] of NIGHT) {
      emit.sample(metric, start, end, numberAt(one, 'data', member), unit, zone)
    }
    return
  }
  emit.count('workout')
  const category = numberAt(one, 'category') ?? -1
  const distance = numberAt(one, 'data', 'distance') ?? numberAt(one, 'data', 'manual_distance')
  const energy = numberAt(one, 'data', 'calories') ?? numberAt(one, 'data', 'manual_calories')
  emit.workout({
    activity: WORKOUTS[category] ?? `withings ${category}`,
    start,
    end,
    distanceMetres: distance,
    energyKilocalories: energy,
    elevationGainMetres: numberAt(one, 'data', 'elevation'),
    zone,
  })
  emit.sample('workout_heart_rate', start, end, numberAt(one, 'data', 'hr_average'), '/min', zone)
  emit.sample('workout_distance', start, end, distance, 'm', zone)
  emit.sample('workout_energy', start, end, energy, 'kcal', zone)
}

const WORKOUTS: Readonly<Record<number, string>> = {
  1: 'walking',
  2: 'running',
  3: 'hiking',
  6: 'cycling',
  7: 'swimming',
}

function readMinute(seconds: number, minute: unknown, emit: Emitter): void {
  const start = seconds * 1000
  const end = start + (numberAt(minute, 'duration') ?? 0) * 1000
  emit.count('minute')
  emit.sample('steps', start, end, numberAt(minute, 'steps'))
  emit.sample('distance_walk_run', start, end, numberAt(minute, 'distance'))
  emit.sample('energy_active', start, end, numberAt(minute, 'calories'))
  emit.sample('heart_rate', start, start, numberAt(minute, 'heart_rate'))
}
