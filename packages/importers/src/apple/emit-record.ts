/** Hands a record over once all of it has been read. Read next: record-channels.ts. */
import { millisecondsToInstant } from '@nornos/health-model'
import { glucoseMetric } from '../glucose-kind.ts'
import type { SkipReason } from '../report.ts'
import { sampleFault } from '../sample-fault.ts'
import { statedZone } from '../stated-zone.ts'
import { APPLE_SYSTEM, quantity } from './bout-records.ts'
import { categoryCode } from './category-codes.ts'
import { type Channel, siblingChannel } from './record-channels.ts'
import { type RecordState, ZONE_SPAN } from './record-state.ts'

const MINUTE = 60_000

export function emitRecord(state: RecordState): void {
  const { channel, value } = state
  switch (channel.kind) {
    case 'number':
      if (Number.isNaN(value)) skip(state, 'bad-value')
      else emitSample(state, channel, state.start, state.end, value)
      break
    case 'glucose':
      if (Number.isNaN(value)) skip(state, 'bad-value')
      else emitSample(state, glucoseChannel(state), state.start, state.end, value)
      break
    case 'code':
      emitCode(state)
      break
    case 'event':
      emitSample(state, channel, state.start, state.end, 1)
      break
    case 'duration':
      emitSample(state, channel, state.start, state.end, (state.end - state.start) / MINUTE)
      break
    case 'symptom':
    case 'quantity-record':
      emitObservation(state)
      break
    case 'bout':
      emitBout(state)
      break
    case 'unknown-unit':
      skip(state, 'unknown-unit')
      break
    case 'unknown-type':
      state.report.unknown(channel.type)
      state.sink.raw({ type: channel.type, text: state.raw })
      break
  }
}

export function emitSample(
  state: RecordState,
  channel: Channel,
  start: number,
  end: number,
  value: number,
): void {
  const fault = sampleFault(start, end, value)
  if (fault !== null) {
    skip(state, fault)
    return
  }
  state.report.samples++
  state.sink.sample(seriesOf(state, channel), start, end, value)
}

function emitCode(state: RecordState): void {
  const { channel, valueId } = state
  const slot = valueId + 1
  channel.codeOfValue[slot] ??= categoryCode(
    channel.codes ?? 'sleep_stage',
    valueId < 0 ? 'NotApplicable' : state.values.text(valueId),
  )
  const code = channel.codeOfValue[slot] ?? Number.NaN
  if (Number.isNaN(code)) skip(state, 'unknown-code')
  else emitSample(state, channel, state.start, state.end, code)
}

function seriesOf(state: RecordState, channel: Channel): number {
  const { source, zone } = state
  if (zone < 0) {
    channel.series[source] ??= newSeries(state, channel, '')
    return channel.series[source]
  }
  const slot = source * ZONE_SPAN + zone
  const known = channel.seriesInZone.get(slot)
  if (known !== undefined) return known
  const made = newSeries(state, channel, zoneOf(state))
  channel.seriesInZone.set(slot, made)
  return made
}

function newSeries(state: RecordState, channel: Channel, zone: string): number {
  const source = state.sources.identity(state.source)
  return state.sink.series({ metric: channel.metric, source, unit: channel.unit, zone })
}

function glucoseChannel(state: RecordState): Channel {
  const { isUserEntered, isOfMeal } = state
  const source = state.sources.identity(state.source).name
  const kind = glucoseMetric({ source, isUserEntered, isOfMeal })
  return kind === 'glucose_cgm' ? state.channel : fingerPrick(state)
}

function fingerPrick(state: RecordState): Channel {
  const known = state.fingerPricks.get(state.channel)
  if (known !== undefined) return known
  const made = siblingChannel(state.channel, 'glucose_fingerstick')
  state.fingerPricks.set(state.channel, made)
  return made
}

/** A symptom, or a number of a metric that is kept as records. */
function emitObservation(state: RecordState): void {
  const { channel, value, valueId, start, end } = state
  const isSymptom = channel.kind === 'symptom'
  if (!isSymptom && Number.isNaN(value)) {
    skip(state, 'bad-value')
    return
  }
  if (state.isRepeated) return
  const from = millisecondsToInstant(start)
  const to = millisecondsToInstant(end)
  const word = valueId < 0 ? 'HKCategoryValueNotApplicable' : state.values.text(valueId)
  state.report.records++
  state.sink.record({
    metric: channel.metric,
    source: state.sources.identity(state.source),
    start: from,
    end: to,
    zone: zoneOf(state),
    content: {
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: APPLE_SYSTEM, code: channel.type }] },
      ...(start === end ? { effectiveDateTime: from } : { effectivePeriod: { start: from, end: to } }),
      ...(isSymptom
        ? { valueCodeableConcept: { coding: [{ system: APPLE_SYSTEM, code: word }] } }
        : { valueQuantity: quantity(value, channel.unit) }),
    },
  })
}

function emitBout(state: RecordState): void {
  if (Number.isNaN(state.value)) skip(state, 'bad-value')
  else if (!state.isRepeated) {
    state.bouts.add(state.channel, state.source, zoneOf(state), state.start, state.end, state.value)
  }
}

function zoneOf(state: RecordState): string {
  return state.zone < 0 ? '' : statedZone(state.zones.text(state.zone))
}

export function skip(state: RecordState, reason: SkipReason): void {
  state.report.skip(state.channel.type, reason, state.offset, detailOf(state, reason))
}

function detailOf(state: RecordState, reason: SkipReason): string {
  if (reason === 'unknown-unit') return state.unitId < 0 ? '' : state.units.text(state.unitId)
  return reason === 'unknown-code' && state.valueId >= 0 ? state.values.text(state.valueId) : ''
}
