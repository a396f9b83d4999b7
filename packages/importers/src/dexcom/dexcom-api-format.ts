/** What Dexcom's API v3 answers: records of one type, with the time of the system (UTC) beside the one of the display. */
import type { Emitter } from '../emitter.ts'
import type { Format } from '../format.ts'
import { jsonFormat } from '../json/json-format.ts'
import { listAt, numberAt, textAt } from '../json/look.ts'
import { utcTime } from '../local-time.ts'

export const dexcomApi: Format = jsonFormat({
  id: 'dexcom-api',
  source: 'Dexcom',
  isWhole: true,
  signature: /"recordType"\s*:\s*"(?:egv|event|calibration)"/,
  item(value, emit) {
    const type = textAt(value, 'recordType')
    for (const record of listAt(value, 'records')) {
      emit.count(type)
      if (type === 'egv') readGlucose('glucose_cgm', record, emit)
      else if (type === 'calibration') readGlucose('glucose_fingerstick', record, emit)
      else readEvent(record, emit)
    }
  },
})

/** The system's time is UTC, also where it says no offset. */
function timeOf(record: unknown): number {
  const text = textAt(record, 'systemTime')
  return utcTime(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
}

function readGlucose(metric: 'glucose_cgm' | 'glucose_fingerstick', record: unknown, emit: Emitter): void {
  const time = timeOf(record)
  // Below and above what the sensor can tell there is a word, and the number is no measurement.
  const status = textAt(record, 'status').toLowerCase()
  if (status === 'low' || status === 'high') emit.skip(metric, 'bad-value', status)
  else emit.sample(metric, time, time, numberAt(record, 'value'), unitOf(record))
}

function unitOf(record: unknown): string {
  return textAt(record, 'unit').toLowerCase() === 'mmol/l' ? 'mmol/L' : 'mg/dL'
}

function readEvent(record: unknown, emit: Emitter): void {
  const time = timeOf(record)
  const type = textAt(record, 'eventType')
  const isDeleted = textAt(record, 'eventStatus') === 'deleted'
  const value = numberAt(record, 'value')
  if (isDeleted) emit.unknown('deleted event', record)
  else if (type === 'insulin') emit.sample('insulin_dose', time, time, value)
  else if (type === 'carbs') emit.sample('carb_entry', time, time, value)
  else if (type === 'bloodGlucose') readGlucose('glucose_fingerstick', record, emit)
  else if (type === 'exercise')
    emit.workout({ activity: 'exercise', start: time, end: time + (value ?? 0) * MINUTE })
  else if (SYMPTOMS.has(textAt(record, 'eventSubType'))) readSymptom(record, time, emit)
  else emit.unknown(type || 'event', record)
}

/** Of the events of health: what a person felt. The others name a day or a drink. */
const SYMPTOMS = new Set(['illness', 'stress', 'highSymptoms', 'lowSymptoms'])
const MINUTE = 60_000

function readSymptom(record: unknown, time: number, emit: Emitter): void {
  emit.record('symptom', time, time, {
    resourceType: 'Observation',
    status: 'final',
    code: { text: textAt(record, 'eventSubType') },
    valueBoolean: true,
  })
}
