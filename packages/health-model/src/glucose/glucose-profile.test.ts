/** Goal: the profile says what the consensus defines. Method: days by hand, and each figure counted again in plain lines. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type GlucoseReading, glucoseProfile, percentile } from './glucose-profile.ts'

const day = 86_400_000
const step = 300_000

/** Every five minutes for 14 days, each day a wave, and every third day higher. */
function fortnight(): GlucoseReading[] {
  return Array.from({ length: 14 * 288 }, (_, index) => {
    const minute = (index % 288) * 5
    const high = Math.floor(index / 288) % 3 === 0 ? 90 : 0
    return { at: index * step, minute, value: 60 + (minute % 240) / 2 + high + (index % 7) }
  })
}

test('the shares of time add up to the whole and are what counting gives', () => {
  const readings = fortnight()
  const profile = glucoseProfile(readings, 14 * day)
  assert.ok(profile)
  let inRange = 0
  for (const { value } of readings) if (value >= 70 && value <= 180) inRange++
  assert.equal(profile.ranges.inRange, inRange / readings.length)
  const { high, inRange: middle, low, veryHigh, veryLow } = profile.ranges
  assert.ok(Math.abs(high + middle + low + veryHigh + veryLow - 1) < 1e-12)
  assert.equal(profile.measured, 1)
})

test('the limits of the ranges belong where the consensus puts them', () => {
  const values = [53.9, 54, 69.9, 70, 180, 180.1, 250, 250.1]
  const readings = values.map((value, index) => ({ at: index * step, minute: index * 5, value }))
  assert.deepEqual(glucoseProfile(readings, day)?.ranges, {
    veryLow: 1 / 8,
    low: 2 / 8,
    inRange: 2 / 8,
    high: 2 / 8,
    veryHigh: 1 / 8,
  })
})

test('a mean of 154 mg/dL is an indicator of 7.0 %', () => {
  const readings = [0, 1, 2].map((index) => ({ at: index * step, minute: 0, value: 154 }))
  assert.equal(glucoseProfile(readings, day)?.indicator.toFixed(1), '7.0')
})

test('percentiles of a part of the day are those of its own readings', () => {
  const readings = fortnight()
  const profile = glucoseProfile(readings, 14 * day)
  const own = readings.filter(({ minute }) => minute >= 720 && minute < 750).map(({ value }) => value)
  own.sort((left, right) => left - right)
  const noon = profile?.day.find(({ minute }) => minute === 720)
  assert.deepEqual(
    noon?.percentiles,
    [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => percentile(own, share)),
  )
  assert.equal(profile?.day.length, 48)
})

test('a week in a window of two is not enough, and ten of fourteen days are', () => {
  const readings = fortnight()
  assert.equal(glucoseProfile(readings.slice(0, 7 * 288), 14 * day)?.isEnough, false)
  assert.equal(glucoseProfile(readings.slice(0, 10 * 288), 14 * day)?.isEnough, true)
  assert.equal(glucoseProfile([], day), null)
})
