/**
 * Goal: what a person confirms is the result as printed, or as they corrected it, and nothing that the page says about
 * another value. Method: one printed line, confirmed as it is and with each part corrected.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DocumentPlace, RecordContent } from '@nornos/health-model'
import type { ProposedResult } from '../sink.ts'
import { type Correction, confirmedResult } from './confirmed-result.ts'

const proposal: ProposedResult = {
  metric: 'tsh',
  name: 'TSH',
  comparator: '<',
  value: 0.01,
  unit: 'mIU/L',
  low: 0.4,
  high: 4,
  range: '0.40-4.00',
  flag: 'L',
  page: 2,
  box: { left: 0, bottom: 500, right: 250, top: 510 },
}
const document: DocumentPlace = { sha256: 'A'.repeat(43), fileName: 'blood.pdf', page: 2, line: 0 }
const derivedFrom = [
  {
    type: 'DocumentReference',
    reference: `urn:sha256:${'A'.repeat(43)}`,
    display: 'blood.pdf, page 2',
  },
]
const measure = { unit: 'mIU/L', code: 'm[IU]/L' }

test('a confirmed proposal is a laboratory result as printed, with its document', () => {
  const { content, metric } = confirm({})
  assert.equal(metric, 'tsh')
  assert.deepEqual(RecordContent.parse(content), {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ code: 'laboratory' }] }],
    code: { text: 'TSH' },
    effectiveDateTime: '2024-03-04',
    valueQuantity: { value: 0.01, ...measure, comparator: '<' },
    interpretation: [{ text: 'L' }],
    referenceRange: [{ low: { value: 0.4, ...measure }, high: { value: 4, ...measure }, text: '0.40-4.00' }],
    derivedFrom,
  })
})

test('another value keeps the range, and neither the mark nor the “less than” of the printed one', () => {
  const { content } = confirm({ value: 0.1 })
  assert.partialDeepStrictEqual(content, { valueQuantity: { value: 0.1, ...measure } })
  assert.equal('interpretation' in content, false)
  assert.equal('referenceRange' in content, true)
  assert.deepEqual(Object.keys(Object(content).valueQuantity).sort(), ['code', 'unit', 'value'])
})

test('another unit loses the printed range, and the metric when it cannot be converted', () => {
  const { content, metric } = confirm({ unit: 'mg/dL' })
  assert.equal(metric, 'lab_other')
  assert.equal('referenceRange' in content, false)
})

test('a corrected name decides the metric anew', () => {
  assert.equal(confirm({ name: 'Ferritin', unit: 'ng/mL', value: 40 }).metric, 'ferritin')
  assert.equal(confirm({ name: 'Something else' }).metric, 'lab_other')
})

function confirm(correction: Partial<Correction>) {
  const { name, unit, value } = proposal
  const result = confirmedResult(proposal, { name, unit, value, ...correction }, '2024-03-04', document)
  assert.ok(result)
  return result
}
