/**
 * A laboratory result for tables: the value as reported, in the one unit of its metric where that is known, against the
 * range that the laboratory printed. Nothing is judged that the laboratory did not judge or print a range for.
 */
import type { RecordId } from '../ids.ts'
import { type MetricId, metric } from '../metrics/catalogue.ts'
import { convertToCanonical } from '../units/convert.ts'
import type { Quantity } from './fhir/datatypes.ts'
import type { ReferenceRange } from './fhir/observation.ts'
import type { HealthRecord } from './health-record.ts'
import { conceptText, observationText, quantityText } from './record-summary.ts'
import { statedDate } from './stated-date.ts'

export interface LabResult {
  readonly recordId: RecordId
  readonly metric: MetricId
  /** Results of one analyte are compared: the metric, or for others the name and unit that were printed. */
  readonly analyte: string
  readonly name: string
  /** Milliseconds since 1970, of a stated date its midnight UTC; null where nobody says. */
  readonly at: number | null
  /** What is stated instead of a moment: `statedDate`. */
  readonly date: string | null
  /** As reported: `13.2 g/dL`, `< 0.01 mIU/L`, `negative`. */
  readonly reported: string
  /** In the unit of the metric; null where it cannot be said. A value with `<` or `>` has none. */
  readonly canonical: { readonly value: number; readonly unit: string } | null
  /** As printed, or put together from its ends. */
  readonly range: string
  /** Null where neither a mark nor a range can say. */
  readonly flag: 'low' | 'high' | 'marked' | 'within' | null
  readonly source: string
  /** The document it was read from. */
  readonly document: string
}

/** Null for a record that is no result. */
export function labResultOf(record: HealthRecord): LabResult | null {
  const { content, metric: id, recordId, source, start } = record
  if (content.resourceType !== 'Observation') return null
  const { valueQuantity: quantity } = content
  const name = conceptText(content.code)
  const range = content.referenceRange?.[0]
  return {
    recordId,
    metric: id,
    analyte:
      id === 'lab_other' ? `${name.toLowerCase()} ${quantity?.code ?? quantity?.unit ?? ''}`.trim() : id,
    name,
    at: start === null ? null : Date.parse(start),
    date: statedDate(content),
    reported: observationText(content),
    canonical: canonicalOf(id, quantity),
    range: rangeText(range),
    flag: markOf(content.interpretation?.map(markText) ?? []) ?? placeIn(quantity, range),
    source: source.name,
    document: content.derivedFrom?.[0]?.display ?? '',
  }
}

function canonicalOf(id: MetricId, quantity: Quantity | undefined): LabResult['canonical'] {
  const { comparator, value } = quantity ?? {}
  if (value === undefined || (comparator !== undefined && comparator !== 'ad')) return null
  const unit = quantity?.code ?? quantity?.unit ?? ''
  if (id === 'lab_other') return { value, unit: quantity?.unit ?? unit }
  for (const spelling of [unit, quantity?.unit ?? '']) {
    const converted = convertToCanonical(id, value, spelling)
    if (converted.ok) return { value: converted.value, unit: metric(id).unit }
  }
  return null
}

function rangeText(range: ReferenceRange | undefined): string {
  if (range === undefined) return ''
  if (range.text !== undefined) return range.text
  const [low, high] = [range.low?.value, range.high?.value]
  if (low !== undefined && high !== undefined) return `${low}–${quantityText(range.high ?? {})}`
  if (low !== undefined) return `≥ ${quantityText(range.low ?? {})}`
  return high === undefined ? '' : `≤ ${quantityText(range.high ?? {})}`
}

function markText(concept: Parameters<typeof conceptText>[0]): string {
  return concept?.coding?.[0]?.code ?? conceptText(concept)
}

/** Of the marks that laboratories use, those whose meaning is sure. */
function markOf(marks: readonly string[]): LabResult['flag'] {
  for (const mark of marks) {
    if (/^(?:h{1,3}|\+{1,3}|↑{1,2}|high|hoch)$/i.test(mark)) return 'high'
    if (/^(?:l{1,3}|-{1,3}|↓{1,2}|low|niedrig)$/i.test(mark)) return 'low'
    if (/^(?:a{1,2}|\*{1,3}|!{1,2}|abnormal|critical)$/i.test(mark)) return 'marked'
  }
  return null
}

/** Against the printed ends, which are in the unit of the value. */
function placeIn(quantity: Quantity | undefined, range: ReferenceRange | undefined): LabResult['flag'] {
  const value = quantity?.value
  if (value === undefined || quantity?.comparator !== undefined || range === undefined) return null
  const isSame = (end: Quantity | undefined) => end?.unit === undefined || end.unit === quantity?.unit
  const [low, high] = [range.low?.value, range.high?.value]
  if (!isSame(range.low) || !isSame(range.high) || (low === undefined && high === undefined)) return null
  if (low !== undefined && value < low) return 'low'
  return high !== undefined && value > high ? 'high' : 'within'
}
