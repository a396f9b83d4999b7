/** What watches say of the rhythm, by the Google Health API: recordings of one lead, and alerts. */
import { type CodeOf, codeNumber } from '@nornos/health-model'
import { emitEcg } from '../ecg-record.ts'
import type { Emitter } from '../emitter.ts'
import type { ImportContext } from '../format.ts'
import { listAt, numberAt, numberIn, textAt } from '../json/look.ts'
import { interval } from './google-health-time.ts'

const CLASSES: Readonly<Record<string, CodeOf<'ecg_classification'>>> = {
  NORMAL_SINUS_RHYTHM: 'sinus_rhythm',
  ATRIAL_FIBRILLATION: 'atrial_fibrillation',
  INCONCLUSIVE: 'inconclusive_other',
  INCONCLUSIVE_HIGH_HEART_RATE: 'inconclusive_high_heart_rate',
  INCONCLUSIVE_LOW_HEART_RATE: 'inconclusive_low_heart_rate',
  UNREADABLE: 'inconclusive_poor_reading',
  NOT_ANALYZED: 'not_set',
}

export function readRecording(ecg: unknown, emit: Emitter, context: ImportContext): void {
  const { start, zone } = interval(ecg, context)
  const perMillivolt = numberAt(ecg, 'millivoltsScalingFactor') ?? Number.NaN
  const samples = listAt(ecg, 'waveformSamples')
  const microvolts = samples.map(
    (_, index) => ((numberIn(samples, index) ?? Number.NaN) / perMillivolt) * 1_000,
  )
  const rate = numberAt(ecg, 'samplingFrequencyHertz') ?? 0
  const end = emitEcg(emit, { start, rate, microvolts, note: '' })
  if (end === null) return
  const said = textAt(ecg, 'resultClassification')
  const found = Object.hasOwn(CLASSES, said) ? CLASSES[said] : undefined
  if (found !== undefined)
    emit.sample('ecg_classification', start, end, codeNumber('ecg_classification', found), '', zone)
  emit.sample('ecg_avg_heart_rate', start, end, numberAt(ecg, 'beatsPerMinuteAvg'), '', zone)
}

export function readAlert(alert: unknown, emit: Emitter, context: ImportContext): void {
  const { start, end, zone } = interval(alert, context)
  emit.sample('irregular_rhythm_event', start, end, 1, '', zone)
}
