/**
 * Observations: vital signs become samples beside those of devices, laboratory results and questionnaires become
 * records. What a LOINC code stands for is asked of the metric catalogue.
 */
import { codeNumber, type Metric, type MetricId, metrics } from '@nornos/health-model'
import type { Emitter } from '../emitter.ts'
import { at, listAt, numberAt, textAt } from '../json/look.ts'
import type { LocalClock } from '../local-time.ts'
import { isMoment, type ResourceTime, readingTime, resourceTime } from './fhir-time.ts'
import { fitToSchema } from './fit-to-schema.ts'

const LOINC = 'http://loinc.org'
const LABORATORY = 'laboratory'

const metricByLoinc = new Map<string, Metric<MetricId>>()
for (const row of metrics.values()) {
  for (const code of row.loinc ?? []) if (!metricByLoinc.has(code)) metricByLoinc.set(code, row)
}
/** Other codes of the same quantities, as hospitals send them. */
const ALIASES: readonly (readonly [code: string, metric: MetricId])[] = [
  ['2708-6', 'spo2'],
  ['3141-9', 'weight'],
  ['8331-1', 'body_temperature'],
  ['59261-8', 'hba1c'],
  ['17856-6', 'hba1c'],
  ['18262-6', 'ldl'],
  ['2089-1', 'ldl'],
  ['38483-4', 'creatinine'],
  ['33914-3', 'egfr'],
  ['62238-1', 'egfr'],
]
for (const [code, id] of ALIASES) {
  const row = metrics.get(id)
  if (row !== undefined && !metricByLoinc.has(code)) metricByLoinc.set(code, row)
}

/** The LOINC codes of a coded thing. */
export function loincCodes(resource: unknown): string[] {
  return listAt(resource, 'code', 'coding')
    .filter((coding) => textAt(coding, 'system') === LOINC)
    .map((coding) => textAt(coding, 'code'))
}

function metricOf(resource: unknown): Metric<MetricId> | null {
  for (const code of loincCodes(resource)) {
    const row = metricByLoinc.get(code)
    if (row !== undefined) return row
  }
  return null
}

/** When an observation holds. */
export interface ObservationTimes {
  readonly record: ResourceTime
  /** A sample needs a moment or a day; asked for only when it is one. */
  sample(): ResourceTime
}

export function readObservation(emit: Emitter, resource: unknown, times: ObservationTimes): void {
  const row = metricOf(resource)
  const components = listAt(resource, 'component')
  const samples = components.filter((component) => metricOf(component)?.kind === 'sample')
  if (samples.length > 0) {
    for (const component of samples)
      readSample(emit, resource, component, metricOf(component), times.sample())
  } else if (row?.kind === 'sample') readSample(emit, resource, resource, row, times.sample())
  else if (row !== null && row.kind === 'record') readRecord(emit, resource, row.id, times.record)
  else if (isLaboratory(resource)) readRecord(emit, resource, 'lab_other', times.record)
  else emit.unknown(`Observation ${loincCodes(resource)[0] ?? textAt(resource, 'code', 'text')}`, resource)
}

/** As the resource itself states them. */
export function statedTimes(resource: unknown, clock: LocalClock): ObservationTimes {
  const record = resourceTime(resource)
  return { record, sample: () => readingTime(record, clock) }
}

function isLaboratory(resource: unknown): boolean {
  return listAt(resource, 'category').some((category) =>
    listAt(category, 'coding').some((coding) => textAt(coding, 'code').toLowerCase() === LABORATORY),
  )
}

function readSample(
  emit: Emitter,
  resource: unknown,
  holder: unknown,
  row: Metric<MetricId> | null,
  time: ResourceTime,
): void {
  if (row === null) return
  if (time.start === null || !isMoment(time.text)) {
    emit.unknown(`Observation ${row.id} without a day`, resource)
    return
  }
  const end = time.end === null || time.end < time.start ? time.start : time.end
  const value = row.codes === undefined ? numberAt(holder, 'valueQuantity', 'value') : codeOf(holder, row)
  const unit = textAt(holder, 'valueQuantity', 'code') || textAt(holder, 'valueQuantity', 'unit') || row.unit
  if (value === null) emit.skip(row.id, 'bad-value', '')
  else emit.sample(row.id, time.start, end, value, unit)
}

/** Smoking status in the SNOMED codes of US Core. */
const SMOKING: ReadonlyMap<string, number> = new Map([
  ['266919005', codeNumber('tobacco_status', 'never')],
  ['8517006', codeNumber('tobacco_status', 'former')],
  ['428041000124106', codeNumber('tobacco_status', 'current_some_days')],
  ['449868002', codeNumber('tobacco_status', 'current_every_day')],
  ['77176002', codeNumber('tobacco_status', 'current_every_day')],
  ['266927001', codeNumber('tobacco_status', 'unknown')],
])

function codeOf(holder: unknown, row: Metric<MetricId>): number | null {
  if (row.id !== 'tobacco_status') return null
  for (const coding of listAt(holder, 'valueCodeableConcept', 'coding')) {
    const code = SMOKING.get(textAt(coding, 'code'))
    if (code !== undefined) return code
  }
  return null
}

function readRecord(emit: Emitter, resource: unknown, id: MetricId, time: ResourceTime): void {
  const content = fitToSchema(at({ resource }, 'resource'))
  if (content === null) emit.unknown('Observation', resource)
  else emit.record(id, time.start, time.end, content)
}
