/** ECG recordings: their list out of the catalogue, and the voltages of one. */
import type { RecordId } from '@nornos/health-model'
import { readRecord } from '../objects/object-reader.ts'
import type { OpenDevice } from '../open-device.ts'
import { readerOf } from '../query/read-samples.ts'
import type { EcgView, RecordingView } from './health-view-shapes.ts'

export function readRecordings({ catalog }: OpenDevice): readonly RecordingView[] {
  return catalog
    .metric('ecg_waveform')
    .records.map(({ recordId, from }) => ({ recordId, at: from ?? 0 }))
    .sort((left, right) => right.at - left.at)
}

export async function readEcg(device: OpenDevice, recordId: RecordId): Promise<EcgView | null> {
  const entry = device.catalog.metric('ecg_waveform').records.find((one) => one.recordId === recordId)
  if (entry === undefined) return null
  const { content, source } = await readRecord(device.session.vault, readerOf(device), entry)
  if (content.resourceType !== 'Observation' || content.valueSampledData === undefined) return null
  const { data = '', factor = 1, origin, period } = content.valueSampledData
  const zero = origin.value ?? 0
  return {
    recordId,
    at: entry.from ?? 0,
    samplesPerSecond: 1_000 / period,
    microvolts: Float32Array.from(data.split(' '), (text) => zero + factor * Number.parseFloat(text)),
    source: source.name,
    note: content.note?.map(({ text }) => text).join('\n') ?? '',
  }
}
