/**
 * Goal: whoever waits for a large file sees what it holds before it is read to its end, drawn right.
 * Method: blocks made by hand; then the samples of a stream, its days averaged in plain code.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addSample,
  type Block,
  blocksOfColumns,
  DAY_MILLISECONDS,
  DeviceId,
  type MetricId,
  makeColumns,
  metric,
  SourceId,
  ZoneName,
} from '@nornos/health-model'
import { createPreview } from './import-preview.ts'

const source = SourceId.parse('a'.repeat(32))
const zone = ZoneName.parse('')
const device = DeviceId.parse('00000000-0000-4000-8000-000000000001')
const first = Date.UTC(2021, 0, 1)

/** On each day a reading of `value(day)` in the morning and one of two more in the evening. */
function daysOf(id: MetricId, count: number, value: (day: number) => number): readonly Block[] {
  const columns = makeColumns(id, source)
  for (let day = 0; day < count; day++) {
    for (const [hour, more] of [
      [8, 0],
      [20, 2],
    ] as const) {
      const at = first + day * DAY_MILLISECONDS + hour * 3_600_000
      assert.ok(addSample(columns, at, at, value(day) + more, metric(id).unit, zone).ok)
    }
  }
  return blocksOfColumns(columns, device)
}

test('days of a level are averages, days of a total are sums, and a day without a reading is a gap', () => {
  const level = daysOf('heart_rate', 5, (day) => 60 + day).filter((_, place) => place !== 2)
  assert.deepEqual(createPreview().add(level), {
    metric: 'heart_rate',
    from: first,
    to: first + 5 * DAY_MILLISECONDS,
    values: [61, 62, null, 64, 65],
  })
  assert.deepEqual(createPreview().add(daysOf('steps', 3, () => 100))?.values, [202, 202, 202])
})

test('many days are few points, each the average of its days', () => {
  const drawn = createPreview().add(daysOf('heart_rate', 240, (day) => day))
  assert.equal(drawn?.values.length, 60)
  assert.deepEqual([drawn?.values[0], drawn?.values[59]], [2.5, 238.5])
})

test('what people know is drawn rather than what came first, and it grows with what comes', () => {
  const preview = createPreview()
  assert.equal(preview.add(daysOf('respiratory_rate', 4, () => 14))?.metric, 'respiratory_rate')
  assert.equal(preview.add(daysOf('heart_rate', 2, () => 60)), null)
  assert.equal(preview.add(daysOf('respiratory_rate', 9, () => 14)), null)
  const drawn = preview.add(daysOf('heart_rate', 6, () => 60).slice(2))
  assert.deepEqual([drawn?.metric, drawn?.values.length], ['heart_rate', 6])
})

test('what is no number over time is not drawn', () => {
  assert.equal(createPreview().add([]), null)
  assert.equal(createPreview().add(daysOf('sleep_hypnogram', 5, () => 1)), null)
})
