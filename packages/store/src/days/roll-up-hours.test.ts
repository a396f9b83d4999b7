/**
 * Goal: the quick way of counting hours gives the hours of health-model's own roll-up, for every kind of metric.
 * Method: random samples of two sources, over a journey, a change of clocks and zones of half an hour.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addSample,
  blocksOfColumns,
  canonicalSamples,
  DeviceId,
  type MetricId,
  makeColumns,
  metric,
  rollUp,
  SourceId,
  valueByRule,
  ZoneHistory,
  zoneFinder,
} from '@nornos/health-model'
import fc from 'fast-check'
import { numbersOf } from '../query/points.ts'
import { rollUpHours } from './roll-up-hours.ts'

const phone = DeviceId.parse('00000000-0000-4000-8000-000000000001')
const sources = ['a', 'b'].map((digit) => SourceId.parse(digit.repeat(32)))
const findZone = zoneFinder(
  ZoneHistory.parse([
    { from: '2025-02-02T00:00:00Z', zone: 'Europe/Oslo' },
    { from: '2025-03-20T10:00:00Z', zone: 'Asia/Kathmandu' },
  ]),
)
const start = Date.UTC(2025, 1, 1)
const made = fc.record({
  minute: fc.integer({ min: 0, max: 60 * 24 * 70 }),
  minutes: fc.integer({ min: 0, max: 90 }),
  value: fc.integer({ min: 1, max: 200 }),
  zone: fc.constantFrom('', '', 'America/Los_Angeles'),
  source: fc.constantFrom(...sources),
})

test('hours counted column by column are the hours of the roll-up', () => {
  const metrics: readonly MetricId[] = ['steps', 'heart_rate', 'weight', 'heart_rate_resting', 'hrv_rmssd']
  const arranged = fc.tuple(fc.constantFrom(...metrics), fc.array(made, { minLength: 1, maxLength: 60 }))
  fc.assert(
    fc.property(arranged, ([id, samples]) => {
      const blocks = sources.flatMap((source) => {
        const columns = makeColumns(id, source)
        for (const { minute, minutes, source: of, value, zone } of samples) {
          const from = start + minute * 60_000
          if (of === source) addSample(columns, from, from + minutes * 60_000, value, metric(id).unit, zone)
        }
        return blocksOfColumns(columns, phone, 'month')
      })
      const expected = rollUp(id, canonicalSamples(blocks), 'hour', findZone, sources).rows.map((row) => {
        const { at: time, count, maximum: max, minimum: min, sum } = row
        return { time, count, max, min, value: valueByRule(id, row) ?? sum / count }
      })
      const found = rollUpHours(id, blocks, findZone, sources)
      assert.deepEqual(
        found.map((row) => numbersOf(id, row)),
        expected,
      )
    }),
    { numRuns: 200 },
  )
})
