/**
 * Dexcom Clarity's table: sensor glucose, insulin and carbohydrate, each row an event. Times are wall clock without a
 * zone; out of range the value is a word, which is no measurement.
 */
import { csvFormat, type Row } from '../csv/csv-format.ts'
import type { Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { wallTime } from '../local-time.ts'

const GLUCOSE = /^Glucose Value/
const WORDS = /^(?:Low|High)$/i

export const dexcomClarity: Format = csvFormat({
  id: 'dexcom-clarity',
  source: 'Dexcom',
  header: /^\uFEFF?"?Index"?,"?Timestamp.*Event Type.*Glucose Value/,
  row: readRow,
})

function readRow(row: Row, emit: Emitter, context: ImportContext): void {
  const type = row.cell(/^Event Type$/)
  emit.count(type)
  const stamp = row.cell(/^Timestamp/)
  // The rows about the person and their alerts have no time.
  if (stamp === '') return
  const at = context.clock.instantOf(wallTime(stamp))
  if (type === 'EGV') readGlucose(row, emit, at)
  else if (type === 'Calibration') readGlucose(row, emit, at, 'glucose_fingerstick')
  else if (type === 'Insulin') emit.sample('insulin_dose', at, at, row.number(/^Insulin Value/))
  else if (type === 'Carbs') emit.sample('carb_entry', at, at, row.number(/^Carb Value/))
  else emit.unknown(type, stamp)
}

function readGlucose(
  row: Row,
  emit: Emitter,
  at: number,
  metric: 'glucose_cgm' | 'glucose_fingerstick' = 'glucose_cgm',
): void {
  const text = row.cell(GLUCOSE)
  const value = row.number(GLUCOSE)
  const unit = row.cell(/^Glucose Value \(mmol/) === '' ? 'mg/dL' : 'mmol/L'
  if (value === null) emit.skip(metric, WORDS.test(text) ? 'unknown-code' : 'bad-value', text)
  else emit.sample(metric, at, at, value, unit)
}
