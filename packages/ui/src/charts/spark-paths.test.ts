/** Goal: a sparkline is honest about gaps. Method: the path commands of short series. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sparkPaths } from './spark-paths.ts'

const frame = { width: 110, height: 40, usual: null, scale: null }

test('the line starts anew after a day without a value', () => {
  const { line } = sparkPaths([1, 2, null, 3], frame)
  assert.equal(line.match(/M/g)?.length, 2)
  assert.equal(line.match(/L/g)?.length, 1)
})

test('the dot is on the last value that there is', () => {
  assert.equal(sparkPaths([1, 2, null], frame).last?.x, 55)
  assert.equal(sparkPaths([null, null], frame).last, null)
})

test('the usual range is inside the picture even when the values are not in it', () => {
  const { band } = sparkPaths([10, 11], { ...frame, usual: { low: 50, high: 60 } })
  assert.ok(band && band.top >= 0 && band.top + band.height <= 40)
})
