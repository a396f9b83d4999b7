/**
 * What the Google Health API only adds up: one point a calendar day, of all sources together, with the sum under the name of
 * its type. A day that still goes on is told again with more.
 */
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { at, isObject, numberAt } from '../json/look.ts'
import { day } from './google-health-time.ts'

const TOTAL = 'totalCalories'

/** Beside the sum: which day, from its beginning until before that of the next one. */
const TIMES: ReadonlySet<string> = new Set(['civilStartTime', 'civilEndTime'])

export function readDay(point: unknown, emit: Emitter, context: ImportContext): void {
  const type = isObject(point) ? (Object.keys(point).find((member) => !TIMES.has(member)) ?? '') : ''
  const { end, start, zone } = day(at(point, 'civilStartTime'), context)
  const isOneDay = day(at(point, 'civilEndTime'), context).start === end
  emit.count(type || 'point')
  if (type === TOTAL && isOneDay)
    emit.sample('energy_total', start, end, numberAt(point, type, 'kcalSum'), '', zone)
  else emit.unknown(type || 'point', point)
}
