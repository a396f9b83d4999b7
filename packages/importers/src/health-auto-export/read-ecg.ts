/** The electrocardiograms of Health Auto Export: a voltage each with its time and unit, at a stated pace. */
import { type CodeOf, codeNumber } from '@nornos/health-model'
import { emitEcg } from '../ecg-record.ts'
import { listAt, numberAt, textAt } from '../json/look.ts'
import { type Sources, timeOf } from './auto-export-look.ts'

const RESULTS: Readonly<Record<string, CodeOf<'ecg_classification'>>> = {
  'Not Set': 'not_set',
  'Sinus Rhythm': 'sinus_rhythm',
  'Atrial Fibrillation': 'atrial_fibrillation',
  'High Heart Rate': 'inconclusive_high_heart_rate',
  'Inconclusive High Heart Rate': 'inconclusive_high_heart_rate',
  'Low Heart Rate': 'inconclusive_low_heart_rate',
  'Inconclusive Low Heart Rate': 'inconclusive_low_heart_rate',
  'Inconclusive Poor Recording': 'inconclusive_poor_reading',
  'Inconclusive Poor Reading': 'inconclusive_poor_reading',
  Inconclusive: 'inconclusive_other',
  'Inconclusive Other': 'inconclusive_other',
  Unrecognized: 'unrecognised',
}
/** How many microvolts a unit is. */
const MICROVOLTS: Readonly<Record<string, number>> = {
  V: 1e6,
  mV: 1000,
  uV: 1,
  mcV: 1,
  '\u00b5V': 1,
  '\u03bcV': 1,
}

export function readEcg(item: unknown, sources: Sources): void {
  const emit = sources(textAt(item, 'source'))
  const points = listAt(item, 'voltageMeasurements')
  const units = textAt(points[0], 'units')
  const factor = MICROVOLTS[units]
  const start = timeOf(textAt(item, 'start'))
  emit.count('ecg')
  const end = timeOf(textAt(item, 'end'))
  const word = textAt(item, 'classification')
  const result = RESULTS[word]
  if (result === undefined && word !== '') emit.skip('ecg_classification', 'unknown-code', word)
  if (result !== undefined)
    emit.sample('ecg_classification', start, end, codeNumber('ecg_classification', result))
  emit.sample('ecg_avg_heart_rate', start, end, numberAt(item, 'averageHeartRate'))
  if (factor === undefined) {
    // An export without voltages is a setting of the app.
    if (points.length > 0) emit.skip('electrocardiogram', 'unknown-unit', units)
    return
  }
  const microvolts = points.map((point) => (numberAt(point, 'voltage') ?? Number.NaN) * factor)
  emitEcg(emit, { start, rate: numberAt(item, 'samplingFrequency') ?? Number.NaN, microvolts, note: word })
}
