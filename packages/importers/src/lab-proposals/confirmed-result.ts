/** What a proposed result becomes once the person has confirmed it: a laboratory result that names its document. */
import type { DocumentPlace, MetricId, RecordContent } from '@nornos/health-model'
import { fitToSchema } from '../fhir/fit-to-schema.ts'
import type { ProposedResult } from '../sink.ts'
import { metricOfTest } from './known-tests.ts'
import { ucumOf } from './printed-unit.ts'

/** The line as the person says it should read. */
export interface Correction {
  readonly name: string
  readonly value: number
  readonly unit: string
}

export interface ConfirmedResult {
  readonly metric: MetricId
  readonly content: RecordContent
}

/**
 * `day` as `2024-03-04`. What the page says about another value or in another unit is left out: a mark belongs to the
 * printed value, a range to the printed unit. Null when it cannot be kept: a name too long.
 */
export function confirmedResult(
  proposal: ProposedResult,
  { name, unit, value }: Correction,
  day: string,
  document: DocumentPlace,
): ConfirmedResult | null {
  const isSameUnit = unit === proposal.unit
  const isSameValue = value === proposal.value
  const isSame = isSameUnit && name === proposal.name
  const { comparator, flag } = proposal
  const measure = unit === '' ? {} : { unit, code: ucumOf(unit) }
  const content = fitToSchema({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { text: name },
    effectiveDateTime: day,
    valueQuantity: { value, ...measure, ...(comparator !== null && isSameValue && { comparator }) },
    ...(flag !== '' && isSameValue && { interpretation: [{ text: flag }] }),
    ...(isSameUnit && rangeOf(proposal, measure)),
    derivedFrom: [
      {
        type: 'DocumentReference',
        reference: `urn:sha256:${document.sha256}`,
        display: `${document.fileName}, page ${document.page}`,
      },
    ],
  })
  const metric = isSame ? proposal.metric : metricOfTest(name, unit)
  return content === null ? null : { metric, content }
}

function rangeOf({ high, low, range }: ProposedResult, measure: object): object {
  if (low === null && high === null && range === '') return {}
  return {
    referenceRange: [
      {
        ...(low !== null && { low: { value: low, ...measure } }),
        ...(high !== null && { high: { value: high, ...measure } }),
        ...(range !== '' && { text: range }),
      },
    ],
  }
}
