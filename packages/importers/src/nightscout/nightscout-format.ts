/** Nightscout's collections: entries of sensors and meters, and treatments. Times are instants. */
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { numberAt, textAt } from '../json/look.ts'
import { utcTime } from '../local-time.ts'

export const nightscout: Format = jsonFormat({
  id: 'nightscout',
  source: 'Nightscout',
  isWhole: false,
  signature: /^\uFEFF?\s*\[\s*\{[^{}]*(?:"sgv"\s*:|"mbg"\s*:|"eventType"\s*:|"defaultProfile"\s*:)/,
  item(value, emit) {
    if (textAt(value, 'eventType') !== '') readTreatment(value, emit)
    else readEntry(value, emit)
  },
})

function readEntry(value: unknown, emit: Emitter): void {
  const kind = textAt(value, 'type') || 'entry'
  const time = numberAt(value, 'date')
  emit.count(kind)
  const sensor = numberAt(value, 'sgv')
  const meter = numberAt(value, 'mbg')
  if (time === null || (sensor === null && meter === null)) {
    emit.unknown(kind, value)
    return
  }
  emit.sample('glucose_cgm', time, time, sensor, 'mg/dL')
  emit.sample('glucose_fingerstick', time, time, meter, 'mg/dL')
}

const METER = /finger/i

function readTreatment(value: unknown, emit: Emitter): void {
  const type = textAt(value, 'eventType')
  const time = utcTime(textAt(value, 'created_at') || textAt(value, 'timestamp'))
  emit.count(type)
  const insulin = numberAt(value, 'insulin')
  const carbs = numberAt(value, 'carbs')
  const glucose = METER.test(textAt(value, 'glucoseType')) ? numberAt(value, 'glucose') : null
  emit.sample('insulin_dose', time, time, insulin)
  emit.sample('carb_entry', time, time, carbs)
  const isMolar = textAt(value, 'units').startsWith('mmol')
  emit.sample('glucose_fingerstick', time, time, glucose, isMolar ? 'mmol/L' : 'mg/dL')
  // Basal rates, profiles and notes: no dose of their own that can be added up.
  if (insulin === null && carbs === null && glucose === null) emit.unknown(type, value)
}
