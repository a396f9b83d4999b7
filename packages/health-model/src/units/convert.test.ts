/**
 * Goal: a value means the same whatever unit it came in.
 * Method: the unit traps of real exports by table, a round trip for every unit by property, and refusals.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type MetricId, metricIds, metric as metricRow } from '../metrics/catalogue.ts'
import { checkValue } from './check-value.ts'
import { convertFromCanonical, convertToCanonical } from './convert.ts'

const traps: readonly (readonly [MetricId, number, string, number])[] = [
  ['weight', 180, 'lb', 81.6466266],
  ['weight', 12, 'st', 76.20351816],
  ['weight', 81_500, 'g', 81.5],
  ['height', 5.75, 'ft', 175.26],
  ['height', 1.75, 'm', 175],
  ['distance_walk_run', 1, 'mi', 1609.344],
  ['distance_walk_run', 2.5, 'km', 2500],
  ['energy_active', 418.4, 'kJ', 100],
  ['energy_active', 100, 'Cal', 100],
  ['energy_active', 100_000, 'cal', 100],
  ['spo2', 0.97, '1', 97],
  ['spo2', 0.29, '1', 29],
  ['spo2', 97, '%', 97],
  ['body_temperature', 98.6, 'degF', 37],
  ['body_temperature', 310.15, 'K', 37],
  ['skin_temperature_deviation', 1.8, 'degF', 1],
  ['glucose_cgm', 5.5, 'mmol<180.1558800000541>/L', 99.0858],
  ['glucose_fingerstick', 10, 'mmol/L', 180.156],
  ['ldl', 100, 'mg/dL', 2.586318376],
  ['triglycerides', 100, 'mg/dL', 1.129050469],
  ['creatinine', 1, 'mg/dL', 88.401697313],
  ['hemoglobin', 14, 'g/dL', 140],
  ['vitamin_d', 30, 'ng/mL', 74.880191693],
  ['ferritin', 120, 'ng/mL', 120],
  ['tsh', 2.5, 'uIU/mL', 2.5],
  ['hba1c', 7, '%', 52.995190206],
  ['crp', 0.5, 'mg/dL', 5],
  ['vo2_max', 41.2, 'mL/min·kg', 41.2],
  ['met', 3.1, 'kcal/hr·kg', 3.1],
  ['walking_speed', 5, 'km/hr', 1.388888889],
  ['heart_rate', 70, 'count/min', 70],
  ['steps', 12, 'count', 12],
  ['bmi', 23.1, 'count', 23.1],
  ['sleep_total', 7.5, 'hr', 450],
  ['water', 8, 'fl_oz_us', 236.5882365],
]

test('every trap of real exports lands on the canonical value', () => {
  for (const [metric, value, unit, canonical] of traps) {
    assert.deepEqual(
      convertToCanonical(metric, value, unit),
      { ok: true, value: canonical },
      `${metric} ${unit}`,
    )
  }
})

test('a value in another unit comes back as it was reported', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...traps),
      fc.integer({ min: 1, max: 10_000_000 }),
      ([metric, , unit], raw) => {
        const reported = raw / 1000
        const canonical = convertToCanonical(metric, reported, unit)
        assert.ok(canonical.ok)
        const back = convertFromCanonical(metric, canonical.value, unit)
        assert.ok(back.ok)
        assert.ok(
          Math.abs(back.value - reported) <= 1e-6 * Math.max(1, reported),
          `${metric} ${unit} ${reported}`,
        )
      },
    ),
  )
})

test('the canonical unit changes nothing, not even a bit', () => {
  for (const id of metricIds) {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { value: kept } = convertToCanonical(id, value, canonicalUnit(id)) as { value: number }
        assert.ok(Object.is(kept, value))
      }),
      { numRuns: 3 },
    )
  }
})

test('a unit of another kind is refused, and so is what is not a number', () => {
  assert.deepEqual(convertToCanonical('weight', 1, 'm'), {
    ok: false,
    error: { type: 'UnknownUnit', metric: 'weight', unit: 'm' },
  })
  // mmol/L says nothing about a substance whose molar mass is not known.
  assert.equal(convertToCanonical('crp', 1, 'mmol/L').ok, false)
  assert.equal(convertToCanonical('steps', 1, 'km').ok, false)
  assert.equal(convertToCanonical('weight', 1, 'constructor').ok, false)
  assert.equal(convertToCanonical('weight', Number.NaN, 'kg').ok, false)
})

test('a value outside what a body can have is refused with the range, a code outside its table by its number', () => {
  assert.equal(checkValue('heart_rate', 64).ok, true)
  assert.deepEqual(checkValue('heart_rate', 1), {
    ok: false,
    error: { type: 'Implausible', minimum: 20, maximum: 300 },
  })
  assert.equal(checkValue('sleep_hypnogram', 5).ok, true)
  assert.deepEqual(checkValue('sleep_hypnogram', 99), { ok: false, error: { type: 'UnknownCode', code: 99 } })
  assert.equal(checkValue('heart_rate', Number.POSITIVE_INFINITY).ok, false)
})

function canonicalUnit(id: MetricId): string {
  return metricRow(id).unit
}
