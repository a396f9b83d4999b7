/**
 * LibreView's table: sensor glucose, scans, strips, ketones, insulin and carbohydrate, each in a column of its own. Times
 * are wall clock, in the order of day and month that the account prefers: the first rows say which.
 */

import { csvFormat, type Row } from '../csv/csv-format.ts'
import { createEmitter, type Emitter } from '../emitter.ts'
import { FIRST_BYTES, type Format, type ImportContext } from '../format.ts'
import { type DateOrder, dateOrder, localisedTime } from './localised-time.ts'

const HEADER = /Device Timestamp"?,.*Historic Glucose/
const decoder = new TextDecoder('utf-8')

export const libreView: Format = {
  id: 'libreview',
  matches: table('year').matches,
  async read(reader, context) {
    const order = dateOrder(decoder.decode(await reader.peek(FIRST_BYTES)))
    await table(order).read(reader, context)
  },
}

function table(order: DateOrder): Format {
  const emitters = new Map<string, Emitter>()
  return csvFormat({
    id: 'libreview',
    source: 'LibreView',
    header: HEADER,
    row(row, _emit, context) {
      readRow(row, order, context, emitterOf(row, emitters, context))
    },
  })
}

const SENSORS_MAX = 1000

/** Every sensor is a source of its own. */
function emitterOf(row: Row, emitters: Map<string, Emitter>, context: ImportContext): Emitter {
  const name = row.cell(/^Device$/) || 'LibreView'
  const hardware = row.cell(/^Serial Number$/)
  const key = `${name} ${hardware}`
  const known = emitters.get(key)
  if (known !== undefined) return known
  const isTooMany = emitters.size >= SENSORS_MAX
  const made = createEmitter(context, { name, manufacturer: 'Abbott', hardware: isTooMany ? '' : hardware })
  if (!isTooMany) emitters.set(key, made)
  return made
}

const KINDS: Readonly<Record<string, string>> = {
  0: 'sensor',
  1: 'scan',
  2: 'strip',
  3: 'ketone',
  4: 'insulin',
  5: 'food',
  6: 'note',
}
const VALUES = [
  ['glucose_cgm', /^Historic Glucose/],
  ['glucose_cgm', /^Scan Glucose/],
  ['glucose_fingerstick', /^Strip Glucose/],
] as const
/** Said where there was no number in range. */
const WORDS = /^(?:hi|lo|high|low)$/i

function readRow(row: Row, order: DateOrder, context: ImportContext, emit: Emitter): void {
  const type = row.cell(/^Record Type$/)
  const stamp = row.cell(/^Device Timestamp$/)
  const kind = KINDS[type] ?? `record type ${type}`
  const at = context.clock.instantOf(localisedTime(stamp, order))
  emit.count(kind)
  let isKnown = false
  for (const [metric, column] of VALUES) {
    const text = row.cell(column)
    if (text === '') continue
    isKnown = true
    const unit = row.cell(new RegExp(`${column.source}.*mmol`)) === '' ? 'mg/dL' : 'mmol/L'
    const value = row.number(column)
    if (value === null) emit.skip(metric, WORDS.test(text) ? 'unknown-code' : 'bad-value', text)
    else emit.sample(metric, at, at, value, unit)
  }
  const ketones = row.number(/^Ketone/)
  const rapid = row.number(/^Rapid-Acting Insulin/)
  const long = row.number(/^Long-Acting Insulin/)
  const carbohydrate = row.number(/^Carbohydrates \(grams\)/)
  emit.sample('ketones', at, at, ketones, 'mmol/L')
  emit.sample('insulin_dose', at, at, rapid)
  emit.sample('insulin_dose', at, at, long)
  emit.sample('carb_entry', at, at, carbohydrate)
  const hasAmount = [ketones, rapid, long, carbohydrate].some((amount) => amount !== null)
  const note = row.cell(/^Notes$/) || row.cell(/^Non-numeric Food$/)
  if (!isKnown && !hasAmount) emit.unknown(kind, `${stamp} ${note}`)
}
