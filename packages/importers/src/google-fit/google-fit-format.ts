/** Google Fit's data points: nanoseconds, a data type and its values in a fixed order. */
import { codeNumber, type MetricId } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { listAt, numberAt, textAt } from '../json/look.ts'

export const googleFit: Format = jsonFormat({
  id: 'google-fit',
  source: 'Google Fit',
  isWhole: false,
  signature:
    /"(?:startTimeNanos|dataSourceId|minStartTimeNs)"\s*:|"Data Source"\s*:\s*"(?:raw|derived):com\.google/,
  item(value, emit, _context, key) {
    if (key === 'point' || key === 'Data Points' || key === '') readPoint(value, emit)
  },
})

const SCALARS: Readonly<Record<string, readonly [metric: MetricId, unit: string]>> = {
  'com.google.step_count.delta': ['steps', '{steps}'],
  'com.google.calories.expended': ['energy_total', 'kcal'],
  'com.google.distance.delta': ['distance_walk_run', 'm'],
  'com.google.heart_rate.bpm': ['heart_rate', '/min'],
  'com.google.weight': ['weight', 'kg'],
  'com.google.height': ['height', 'm'],
  'com.google.body.fat.percentage': ['body_fat', '%'],
  'com.google.oxygen_saturation': ['spo2', '%'],
  'com.google.active_minutes': ['active_minutes', 'min'],
}

function readPoint(point: unknown, emit: Emitter): void {
  const type = textAt(point, 'dataTypeName')
  const start = milliseconds(textAt(point, 'startTimeNanos'))
  const end = milliseconds(textAt(point, 'endTimeNanos'))
  const values = [...listAt(point, 'value'), ...listAt(point, 'fitValue')]
  const value = numberOf(values[0])
  const scalar = SCALARS[type]
  emit.count(type || 'point')
  if (scalar !== undefined) emit.sample(scalar[0], start, end, value, scalar[1])
  else if (type === 'com.google.activity.segment') readSegment(point, value ?? -1, start, end, emit)
  else emit.unknown(type || 'point', point)
}

/** The last digits are below a millisecond, and beyond what a number can hold. */
function milliseconds(nanoseconds: string): number {
  return /^\d{7,20}$/.test(nanoseconds) ? Number(nanoseconds.slice(0, -6)) : Number.NaN
}

function numberOf(value: unknown): number | null {
  return (
    numberAt(value, 'intVal') ??
    numberAt(value, 'fpVal') ??
    numberAt(value, 'value', 'fpVal') ??
    numberAt(value, 'value', 'intVal')
  )
}

const SLEEP: ReadonlyMap<number, number> = new Map([
  [72, codeNumber('sleep_stage', 'asleep_unspecified')],
  [109, codeNumber('sleep_stage', 'light')],
  [110, codeNumber('sleep_stage', 'deep')],
  [111, codeNumber('sleep_stage', 'rem')],
  [112, codeNumber('sleep_stage', 'awake')],
])
/** In a vehicle, unknown, still: no activity. */
const NO_ACTIVITY = new Set([0, 3, 4, -1])
const ACTIVITIES: Readonly<Record<number, string>> = {
  1: 'cycling',
  7: 'walking',
  8: 'running',
  35: 'hiking',
  82: 'swimming',
  97: 'strength training',
}

function readSegment(point: unknown, code: number, start: number, end: number, emit: Emitter): void {
  const stage = SLEEP.get(code)
  if (stage !== undefined) emit.sample('sleep_hypnogram', start, end, stage)
  else if (NO_ACTIVITY.has(code)) emit.unknown(`activity segment ${code}`, point)
  else emit.workout({ activity: ACTIVITIES[code] ?? `google fit ${code}`, start, end })
}
