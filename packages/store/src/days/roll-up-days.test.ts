/**
 * Goal: the quick way of counting days gives the days of health-model's own roll-up, for every kind of metric.
 * Method: random samples of several sources and zones, in blocks of two devices that partly hold the same.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addSample,
  type Block,
  blocksOfColumns,
  canonicalSamples,
  DeviceId,
  Instant,
  type MetricId,
  makeColumns,
  metric,
  rollUp,
  SourceId,
  zoneFinder,
} from '@nornos/health-model'
import fc from 'fast-check'
import { rollUpDays } from './roll-up-days.ts'

const phone = DeviceId.parse('00000000-0000-4000-8000-000000000001')
const laptop = DeviceId.parse('00000000-0000-4000-8000-000000000002')
const sources = ['a', 'b'].map((digit) => SourceId.parse(digit.repeat(32)))
const findZone = zoneFinder([
  { from: null, zone: 'Europe/Oslo' },
  { from: Instant.parse('2025-03-20T10:00:00Z'), zone: 'America/New_York' },
])

interface Made {
  readonly minute: number
  readonly minutes: number
  readonly value: number
  readonly zone: string
  readonly source: SourceId
  readonly devices: readonly DeviceId[]
}

const made: fc.Arbitrary<Made> = fc.record({
  minute: fc.integer({ min: 0, max: 60 * 24 * 70 }),
  minutes: fc.integer({ min: 0, max: 300 }),
  value: fc.integer({ min: 1, max: 200 }),
  zone: fc.constantFrom('', '', 'Asia/Kathmandu'),
  source: fc.constantFrom(...sources),
  devices: fc.constantFrom<readonly DeviceId[]>([phone], [laptop], [phone, laptop]),
})
const start = Date.UTC(2025, 1, 1)

/** The samples of one source, as `device` writes them. */
function blocksOf(
  id: MetricId,
  source: SourceId,
  samples: readonly Made[],
  device: DeviceId,
): readonly Block[] {
  const columns = makeColumns(id, source)
  for (const { minute, minutes, value, zone, source: of } of samples) {
    const from = start + minute * 60_000
    if (of === source) addSample(columns, from, from + minutes * 60_000, value, metric(id).unit, zone)
  }
  return blocksOfColumns(columns, device, device === phone ? 'month' : 'day')
}

function expectedDays(id: MetricId, blocks: readonly Block[]) {
  return rollUp(id, canonicalSamples(blocks), 'day', findZone, sources).rows.map(
    ({ at, count, minimum, maximum, sum, last }) => [at, count, minimum, maximum, sum, last],
  )
}

test('days counted column by column are the days of the roll-up', () => {
  const metrics: readonly MetricId[] = ['steps', 'heart_rate', 'weight', 'heart_rate_resting', 'hrv_rmssd']
  const arranged = fc.tuple(fc.constantFrom(...metrics), fc.array(made, { minLength: 1, maxLength: 60 }))
  fc.assert(
    fc.property(arranged, ([id, samples]) => {
      const written = [phone, laptop].flatMap((device) => {
        const own = samples.filter(({ devices }) => devices.includes(device))
        return sources.flatMap((source) => blocksOf(id, source, own, device))
      })
      const found = rollUpDays(id, written, findZone, sources)
      const whole = sources.map((source) => blocksOf(id, source, samples, phone))
      if (metric(id).day === 'sum') {
        assert.deepEqual(found, [{ source: null, rows: expectedDays(id, whole.flat()) }])
        return
      }
      for (const [at, source] of sources.entries()) {
        const rows = found.find((series) => series.source === source)?.rows ?? []
        assert.deepEqual(rows, expectedDays(id, whole[at] ?? []))
      }
    }),
    { numRuns: 200 },
  )
})
