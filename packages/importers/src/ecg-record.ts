/** A recording of one lead, as every source that has one tells it: its voltages at an even pace. */
import { millisecondsToInstant } from '@nornos/health-model'
import type { Emitter } from './emitter.ts'
import type { SkipReason } from './report.ts'
import { sampleFault } from './sample-fault.ts'

export interface EcgRecording {
  /** Milliseconds since 1970, UTC. */
  readonly start: number
  /** Values a second. */
  readonly rate: number
  readonly microvolts: readonly number[]
  /** What else the source says, in its words. */
  readonly note: string
}

/** Tenths of a microvolt: what sources print beyond them is noise. */
const FACTOR = 0.1
/** What a record has room for: some minutes at 512 Hz; a wrist records for half a minute. */
const TEXT_MAX = 1_000_000
const RATE_MAX = 100_000
const MICROVOLTS_MAX = 1e8
/** Of FHIR: a value that was measured and cannot be told. */
const ERROR = 'E'

/** Hands the recording over and answers when it ended; null when it is none, which is told. */
export function emitEcg(emit: Emitter, recording: EcgRecording): number | null {
  const { start, rate, microvolts, note } = recording
  const data = microvolts.map(integerText).join(' ')
  const fault = faultOf(recording, data)
  if (fault !== null) {
    emit.skip('electrocardiogram', fault, '')
    return null
  }
  const end = start + Math.round((microvolts.length / rate) * 1000)
  emit.record('ecg_waveform', start, end, {
    resourceType: 'Observation',
    status: 'final',
    code: {
      coding: [{ system: 'urn:oid:2.16.840.1.113883.6.24', code: '131329', display: 'MDC_ECG_ELEC_POTL_I' }],
    },
    effectiveDateTime: millisecondsToInstant(start),
    valueSampledData: {
      origin: { value: 0, unit: 'uV', code: 'uV', system: 'http://unitsofmeasure.org' },
      period: 1000 / rate,
      factor: FACTOR,
      dimensions: 1,
      data,
    },
    ...(note !== '' && { note: [{ text: note.slice(0, 2000) }] }),
  })
  return end
}

function integerText(microvolts: number): string {
  return Math.abs(microvolts) <= MICROVOLTS_MAX ? String(Math.round(microvolts / FACTOR)) : ERROR
}

function faultOf({ start, rate, microvolts }: EcgRecording, data: string): SkipReason | null {
  if (sampleFault(start, start, 0) !== null) return 'bad-date'
  if (microvolts.length === 0 || !(rate >= 1 && rate <= RATE_MAX)) return 'bad-value'
  return data.length > TEXT_MAX ? 'too-large' : null
}
