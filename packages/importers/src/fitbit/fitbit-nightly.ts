/** Lists of Fitbit's Web API with one value a day or a weighing: how a person breathed, their oxygen, weight, variability. */
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { listAt, numberAt, textAt } from '../json/look.ts'
import { datedNight, wallTime } from '../local-time.ts'

/** Kilograms: Fitbit answers in the metric system unless it is asked for another. */
export function readWeighings(document: unknown, emit: Emitter, context: ImportContext): void {
  for (const one of listAt(document, 'weight')) {
    emit.count('weight')
    const time = context.clock.instantOf(wallTime(`${textAt(one, 'date')}T${textAt(one, 'time')}`))
    emit.sample('weight', time, time, numberAt(one, 'weight'), 'kg')
    emit.sample('body_fat', time, time, numberAt(one, 'fat'))
    emit.sample('bmi', time, time, numberAt(one, 'bmi'))
  }
}

export function readNightly(document: unknown, emit: Emitter, context: ImportContext): void {
  const lists = ['hrv', 'br', 'tempSkin'].flatMap((name) => listAt(document, name))
  const oxygen = isOxygenList(document) && Array.isArray(document) ? document : []
  for (const one of [...lists, ...oxygen]) {
    const { start, end } = datedNight(context.clock, textAt(one, 'dateTime'))
    emit.count('night')
    emit.sample('hrv_rmssd', start, end, numberAt(one, 'value', 'dailyRmssd'))
    emit.sample('respiratory_rate', start, end, numberAt(one, 'value', 'breathingRate'))
    emit.sample('spo2', start, end, numberAt(one, 'value', 'avg'))
    emit.sample('skin_temperature_deviation', start, end, numberAt(one, 'value', 'nightlyRelative'))
  }
}

/** A list of days with oxygen has no name around it. */
export function isOxygenList(document: unknown): boolean {
  return Array.isArray(document) && numberAt(document[0], 'value', 'avg') !== null
}
