/** Goal: a red flag fires exactly at its limit. Method: for each row the value on both sides and at the limit. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricId } from '@nornos/health-model'
import { asOf, dayValue, today } from '../../test/simulated-person.ts'
import type { DayValue } from '../snapshot/snapshot.ts'
import { redFlags } from './red-flags.ts'

function flagsOf(metric: MetricId, days: readonly DayValue[]): string[] {
  const flags = redFlags({ version: 1, asOf, zone: 'UTC', metrics: { [metric]: days } })
  return flags.map(({ code, level }) => `${code} ${level}`)
}

const cases: readonly (readonly [MetricId, number, readonly string[]])[] = [
  ['heart_rate_resting', 131, ['RF-HR urgent']],
  ['heart_rate_resting', 130, []],
  ['heart_rate_resting', 40, []],
  ['heart_rate_resting', 39, ['RF-HR doctor']],
  ['spo2', 91, ['RF-SPO2 urgent']],
  ['spo2', 91.1, ['RF-SPO2 repeat']],
  ['spo2', 94, ['RF-SPO2 repeat']],
  ['spo2', 94.1, []],
  ['body_temperature', 39.5, ['RF-TEMP doctor']],
  ['body_temperature', 39.4, []],
]

for (const [metric, value, flags] of cases) {
  test(`${metric} ${value} today gives ${flags.join() || 'no flag'}`, () => {
    assert.deepEqual(flagsOf(metric, [dayValue(today, value)]), flags)
    assert.deepEqual(flagsOf(metric, [dayValue(today - 1, value)]), flags)
    assert.deepEqual(flagsOf(metric, [dayValue(today - 2, value)]), [])
  })
}

test('a single low oxygen reading asks to measure again, two are urgent', () => {
  assert.deepEqual(flagsOf('spo2', [dayValue(today, 88, 1)]), ['RF-SPO2 repeat'])
  assert.deepEqual(flagsOf('spo2', [dayValue(today, 88, 2)]), ['RF-SPO2 urgent'])
})

test('38 degrees on four days in a row is a flag, on three or with a gap it is not', () => {
  const days = (...ago: number[]) => ago.map((back) => dayValue(today - back, 38))
  assert.deepEqual(flagsOf('body_temperature', days(3, 2, 1, 0)), ['RF-TEMP doctor'])
  assert.deepEqual(flagsOf('body_temperature', days(2, 1, 0)), [])
  assert.deepEqual(flagsOf('body_temperature', days(4, 2, 1, 0)), [])
})

test('what has no metric has no flag, and the most urgent flag comes first', () => {
  assert.deepEqual(redFlags({ version: 1, asOf, zone: 'UTC', metrics: {} }), [])
  const both = redFlags({
    version: 1,
    asOf,
    zone: 'UTC',
    metrics: { body_temperature: [dayValue(today, 40)], heart_rate_resting: [dayValue(today, 140)] },
  })
  assert.deepEqual(
    both.map(({ code }) => code),
    ['RF-HR', 'RF-TEMP'],
  )
})
