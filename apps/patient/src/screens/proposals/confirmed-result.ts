/** A confirmed line as a laboratory result that says which document it was read from. */
import { type DocumentPlace, type MetricId, type RecordContent, unitConversion } from '@nornos/health-model'
import type { ProposedLine } from '@nornos/store'

export interface Correction {
  readonly name: string
  readonly value: number
  readonly unit: string
}

export interface ConfirmedResult {
  readonly metric: MetricId
  readonly content: RecordContent
}

export function confirmedResult(
  proposal: ProposedLine,
  { name, unit, value }: Correction,
  day: string,
  document: DocumentPlace,
): ConfirmedResult {
  const isSameUnit = unit === proposal.unit
  const isSame = isSameUnit && name === proposal.name
  const isSameValue = value === proposal.value
  const measure = unit === '' ? {} : { unit, code: isSameUnit ? proposal.ucum : unit }
  const { comparator, flag } = proposal
  return {
    metric: isSame || unitConversion(proposal.metric, unit).ok ? proposal.metric : 'lab_other',
    content: {
      resourceType: 'Observation',
      status: 'final',
      category: [{ coding: [{ code: 'laboratory' }] }],
      code: { text: name },
      effectiveDateTime: day,
      valueQuantity: { value, ...measure, ...(comparator !== null && isSameValue ? { comparator } : {}) },
      ...(flag !== '' && isSameValue ? { interpretation: [{ text: flag }] } : {}),
      ...(isSameUnit ? rangeOf(proposal, measure) : {}),
      derivedFrom: [
        {
          type: 'DocumentReference',
          reference: `urn:sha256:${document.sha256}`,
          display: `${document.fileName}, page ${document.page}`,
        },
      ],
    },
  }
}

/** The printed range, which is in the printed unit. */
function rangeOf({ high, low, range }: ProposedLine, measure: object) {
  if (low === null && high === null && range === '') return {}
  return {
    referenceRange: [
      {
        ...(low === null ? {} : { low: { value: low, ...measure } }),
        ...(high === null ? {} : { high: { value: high, ...measure } }),
        ...(range === '' ? {} : { text: range }),
      },
    ],
  }
}
