/**
 * Google Health API v4, through which Fitbit and Pixel Watch hand out their data: lists of data points, each with what
 * measured it and one member that is called after its type, or lists of days that Google adds up. Read next:
 * google-health-values.ts, google-health-sleep.ts, google-health-days.ts.
 */
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { at, isObject } from '../json/look.ts'
import { readDay } from './google-health-days.ts'
import { readExercise } from './google-health-exercise.ts'
import { readGlucose } from './google-health-glucose.ts'
import { readAlert, readRecording } from './google-health-heart.ts'
import { readMeal } from './google-health-meal.ts'
import { readNight } from './google-health-sleep.ts'
import { sourceOf } from './google-health-source.ts'
import { readValues, VALUES } from './google-health-values.ts'

export const googleHealth: Format = jsonFormat({
  id: 'google-health',
  source: 'Fitbit',
  isWhole: false,
  signature:
    /^\s*\{\s*(?:"nextPageToken"\s*:\s*"[^"]*"\s*,\s*)?"(?:dataPoints|rollupDataPoints)"\s*:\s*\[[\s\S]*?"(?:sampleTime|interval|date)"\s*:\s*\{/,
  item(value, emit, context, key) {
    if (key === 'dataPoints') readPoint(value, emit, context)
    else if (key === 'rollupDataPoints') readDay(value, emit, context)
  },
})

export type Reader = (value: unknown, emit: Emitter, context: ImportContext) => void

const READERS: Readonly<Record<string, Reader>> = {
  sleep: readNight,
  exercise: readExercise,
  bloodGlucose: readGlucose,
  nutritionLog: readMeal,
  electrocardiogram: readRecording,
  irregularRhythmNotification: readAlert,
}

/** What stands beside the value. */
const ABOUT: ReadonlySet<string> = new Set(['name', 'dataPointName', 'dataSource'])

function readPoint(point: unknown, emit: Emitter, context: ImportContext): void {
  const type = isObject(point) ? (Object.keys(point).find((member) => !ABOUT.has(member)) ?? '') : ''
  const value = at(point, type)
  const values = Object.hasOwn(VALUES, type) ? VALUES[type] : undefined
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined
  emit.count(type || 'point')
  if (values === undefined && reader === undefined) {
    emit.unknown(type || 'point', point)
    return
  }
  const device = sourceOf(at(point, 'dataSource'), emit)
  if (values !== undefined) readValues(values, value, device, context)
  reader?.(value, device, context)
}
