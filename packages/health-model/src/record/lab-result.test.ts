/**
 * Goal: a result is shown as its laboratory reported it, compared across units, and judged only by what was printed.
 * Method: a table of observations as laboratories send them.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash } from './health-record.ts'
import { labResultOf } from './lab-result.ts'

function result(metric: string, content: object) {
  const record = HealthRecord.parse({
    recordId: recordIdOfHash(new Uint8Array(32)),
    metric,
    source: { name: 'Laboratory', manufacturer: '', model: '', hardware: '' },
    start: '2024-03-04T00:00:00Z',
    end: null,
    zone: '',
    content: { resourceType: 'Observation', status: 'final', code: { text: 'Test' }, ...content },
  })
  return labResultOf(record)
}

const range = (low: number, high: number, unit: string) => [
  { low: { value: low, unit }, high: { value: high, unit } },
]

test('reported and canonical stand beside each other, and a bound is no number', () => {
  const hemoglobin = { valueQuantity: { value: 13.2, unit: 'g/dL' }, referenceRange: range(12, 15.5, 'g/dL') }
  const known = result('hemoglobin', hemoglobin)
  assert.equal(known?.reported, '13.2 g/dL')
  assert.deepEqual(known?.canonical, { value: 132, unit: 'g/L' })
  assert.equal(known?.range, '12–15.5 g/dL')
  assert.equal(known?.flag, 'within')
  const bound = result('tsh', {
    valueQuantity: { value: 0.01, unit: 'mIU/L', code: 'm[IU]/L', comparator: '<' },
  })
  assert.equal(bound?.reported, '< 0.01 mIU/L')
  assert.equal(bound?.canonical, null)
  assert.equal(result('lab_other', { valueString: 'negative' })?.reported, 'negative')
})

test('what is outside the printed range is said, the mark of the laboratory first', () => {
  const of = (value: number, more: object = {}) =>
    result('ldl', {
      valueQuantity: { value, unit: 'mmol/L' },
      referenceRange: range(1, 3, 'mmol/L'),
      ...more,
    })?.flag
  assert.equal(of(3), 'within')
  assert.equal(of(3, { referenceRange: [{ text: 'desirable' }] }), null)
  assert.equal(of(3.1), 'high')
  assert.equal(of(0.9), 'low')
  assert.equal(of(2, { interpretation: [{ text: 'H' }] }), 'high')
  assert.equal(of(2, { interpretation: [{ coding: [{ code: 'LL' }] }] }), 'low')
  assert.equal(of(2, { interpretation: [{ text: '*' }] }), 'marked')
  assert.equal(of(5, { referenceRange: range(1, 3, 'mg/dL') }), null)
  assert.equal(of(5, { referenceRange: undefined }), null)
})

test('analytes without a metric are told apart by name and unit', () => {
  const other = (text: string, unit: string) =>
    result('lab_other', { code: { text }, valueQuantity: { value: 1, unit } })?.analyte
  assert.equal(other('Sodium', 'mmol/L'), other('sodium', 'mmol/L'))
  assert.notEqual(other('Sodium', 'mmol/L'), other('Sodium', 'mg/dL'))
  assert.equal(result('ldl', {})?.analyte, 'ldl')
})
