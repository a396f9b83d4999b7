/** What a proposed result becomes once the person has confirmed it. */
import type { RecordContent } from '@nornos/health-model'
import { fitToSchema } from '../fhir/fit-to-schema.ts'
import type { ProposedResult } from '../sink.ts'
import { ucumOf } from './printed-unit.ts'

/**
 * The laboratory result of a proposal on the day that the person gave (`2024-03-04`, or empty). Null when it cannot
 * be kept: a name or a text too long.
 */
export function resultOfProposal(proposal: ProposedResult, day: string): RecordContent | null {
  const { name, value, comparator, unit, low, high, range, flag } = proposal
  const measure = unit === '' ? {} : { unit, code: ucumOf(unit) }
  const hasRange = low !== null || high !== null || range !== ''
  return fitToSchema({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { text: name },
    ...(day !== '' && { effectiveDateTime: day }),
    valueQuantity: { value, ...measure, ...(comparator !== null && { comparator }) },
    ...(flag !== '' && { interpretation: [{ text: flag }] }),
    ...(hasRange && {
      referenceRange: [
        {
          ...(low !== null && { low: { value: low, ...measure } }),
          ...(high !== null && { high: { value: high, ...measure } }),
          ...(range !== '' && { text: range }),
        },
      ],
    }),
  })
}
