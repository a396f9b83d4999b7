/**
 * Goal: the catalogue is whole and consistent.
 * Method: counts, and rules that every row must keep.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeTable } from '../codes.ts'
import { field, fieldGroup, fieldGroupIds, fieldIds } from '../fields.ts'
import { convertToCanonical } from '../units/convert.ts'
import { tableOfCanonicalUnit } from '../units/unit-tables.ts'
import { fieldOfMetric, isMetricId, metric, metricIds, metrics, metricsOfField } from './catalogue.ts'
import { metricsNamed } from './source-names.ts'

test('there are 26 fields of sources with 190 metrics, and two fields that the platform fills', () => {
  const platform = fieldIds.filter((id) => field(id).platform === true)
  assert.deepEqual(platform, ['emergency_summary', 'treatment_plan'])
  assert.equal(fieldIds.length, 26 + 2)
  assert.equal(metricIds.length, 190 + 2)
  assert.equal(fieldIds.flatMap(metricsOfField).length, metricIds.length)
})

test('no metric is in two fields, and each knows its own', () => {
  assert.equal(new Set(metricIds).size, metricIds.length)
  for (const id of fieldIds) for (const one of metricsOfField(id)) assert.equal(fieldOfMetric(one), id)
  assert.equal(isMetricId('constructor'), false)
})

test('every canonical unit can be converted into, and a title has no unit and no trailing stop', () => {
  for (const [id, row] of metrics) {
    assert.equal(convertToCanonical(id, 1, row.unit).ok, true, id)
    const plain = row.unit === '1' || row.unit === 'Cel' || row.unit.startsWith('{')
    const special = ['kg/m2', 'deg', '[diop]', 'mmol/mol'].includes(row.unit)
    assert.ok(plain || special || tableOfCanonicalUnit(row.unit) !== null, `${id} ${row.unit}`)
    assert.match(row.title, /^[A-Z].*[^.]$/)
  }
})

test('codes, ranges and LOINC codes are well formed', () => {
  for (const row of metrics.values()) {
    if (row.codes) assert.ok(codeTable(row.codes).length > 1)
    if (row.plausible) assert.ok(row.plausible[0] < row.plausible[1], row.id)
    for (const code of row.loinc ?? []) assert.ok(hasCheckDigit(code), `${row.id} ${code}`)
  }
})

test('fields of very high sensitivity are in no group', () => {
  const grouped = fieldGroupIds.flatMap((id) => fieldGroup(id).fields)
  assert.deepEqual(
    grouped.filter((id) => field(id).sensitivity === 'very_high'),
    [],
  )
  assert.equal(metric('phq9').sensitivity, 'very_high')
})

test('a name of a source leads to its metrics, and an unknown one to none', () => {
  assert.deepEqual(metricsNamed('appleHealth', 'HKQuantityTypeIdentifierStepCount'), ['steps'])
  assert.deepEqual(metricsNamed('appleHealth', 'HKQuantityTypeIdentifierBloodGlucose'), [
    'glucose_cgm',
    'glucose_fingerstick',
  ])
  assert.deepEqual(metricsNamed('appleHealth', 'HKQuantityTypeIdentifierSoul'), [])
  assert.deepEqual(metricsNamed('fitbit', 'HKQuantityTypeIdentifierStepCount'), [])
})

// LOINC numbers end in a mod 10 check digit (Luhn).
function hasCheckDigit(code: string): boolean {
  const [body, check] = code.split('-')
  const digits = [...(body ?? '')].reverse().map(Number)
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit * 2 : digit
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return (10 - (sum % 10)) % 10 === Number(check)
}
