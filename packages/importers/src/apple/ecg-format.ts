/**
 * An electrocardiogram of an Apple Health export: some lines of names and values in the phone's language, then one
 * voltage a line in microvolts, with the decimal sign of the place. Recognised by its rate and unit, which stay.
 */
import { codeNumber } from '@nornos/health-model'
import { emitEcg } from '../ecg-record.ts'
import { createEmitter, type Emitter } from '../emitter.ts'
import type { Format, ImportContext } from '../format.ts'
import { readAll } from '../input.ts'
import { numberFromText } from '../text/byte-numbers.ts'
import { parseDateText } from './parse-date.ts'

const decoder = new TextDecoder('utf-8')
// Micro sign and Greek mu look the same and both occur.
const UNIT = /^[^\n,]+,\s*[µμ]V\s*$/m
const RATE = /^[^\n,]+,\s*"?(\d{3}(?:[.,]\d+)?)\s*\p{L}+"?\s*$/mu
const DATE = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}/
const VOLTAGES = /^-?\d+(?:[.,]\d+)?\s*$/
const BYTES_MAX = 8 * 1024 * 1024

export const appleEcg: Format = {
  id: 'apple-health',
  matches(first) {
    const text = decoder.decode(first)
    return UNIT.test(text) && RATE.test(text) && DATE.test(text)
  },
  async read(reader, context) {
    const bytes = await readAll(reader, BYTES_MAX)
    if (bytes === null) context.report.skip('electrocardiogram', 'too-large', 0, '')
    else
      readEcg(decoder.decode(bytes), createEmitter(context, { name: 'ECG', manufacturer: 'Apple' }), context)
  },
}

function readEcg(text: string, emit: Emitter, context: ImportContext): void {
  const lines = text.split(/\r?\n/)
  const microvolts = lines.filter((line) => VOLTAGES.test(line)).map((line) => numberFromText(line))
  const header = lines.filter((line) => line.includes(',') && !VOLTAGES.test(line))
  const rate = numberFromText(RATE.exec(text)?.[1] ?? '')
  const start = parseDateText(DATE.exec(text)?.[0] ?? '')
  emit.count('electrocardiogram')
  const end = emitEcg(emit, { start, rate, microvolts, note: header.slice(3).join('\n') })
  if (end === null) return
  emit.sample('ecg_classification', start, end, classify(header))
  if (!text.endsWith('\n')) context.report.partial(text.length, 'The last line may be cut off.')
}

const WORDS = [
  [/sinus/i, 'sinus_rhythm'],
  [/atrial fib|vorhofflimmern|fibrillation|förmaksflimmer/i, 'atrial_fibrillation'],
  [/inconclusive|uneindeutig|non concluant/i, 'inconclusive_other'],
  [/low heart rate/i, 'inconclusive_low_heart_rate'],
  [/high heart rate/i, 'inconclusive_high_heart_rate'],
  [/poor recording/i, 'inconclusive_poor_reading'],
] as const

/** The result in the words of the phone's language; those that are not known here stay in the note. */
function classify(header: readonly string[]): number {
  const text = header.slice(3, 4).join('')
  const known = WORDS.find(([word]) => word.test(text))
  return codeNumber('ecg_classification', known?.[1] ?? 'unrecognised')
}
