/** Goal: a route is as long and as high as it was walked. Method: straight lines whose length is known. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RoutePoint, routeFigures } from './route-figures.ts'

/** Northwards along a meridian, 10 m and 4 s a step; a degree of the mean sphere is 111 195 m. */
function northwards(steps: number, altitudeAt: (step: number) => number | null = () => null): RoutePoint[] {
  return Array.from({ length: steps + 1 }, (_, step) => ({
    at: step * 4_000,
    latitude: 60 + (step * 10) / 111_195.08,
    longitude: 10,
    altitude: altitudeAt(step),
  }))
}

test('the length is the sum of the steps, and each whole kilometre has its time', () => {
  const { metres, splits } = routeFigures(northwards(250))
  assert.ok(Math.abs(metres - 2_500) < 0.1)
  assert.deepEqual(
    splits.map((split) => [Math.round(split.metres), Math.round(split.milliseconds / 1_000)]),
    [
      [1_000, 400],
      [1_000, 400],
      [500, 200],
    ],
  )
})

test('the climb is what goes up, not the wavering of the receiver', () => {
  const hill = routeFigures(northwards(100, (step) => (step <= 50 ? step * 2 : 200 - step * 2)))
  assert.ok(Math.abs((hill.climbed ?? 0) - 100) <= 3)
  assert.equal(routeFigures(northwards(100, (step) => (step % 2) * 2)).climbed, 0)
  assert.equal(routeFigures(northwards(100)).climbed, null)
})

test('a route without a point, or with one, has no length', () => {
  assert.deepEqual(routeFigures([]), { metres: 0, climbed: null, splits: [], along: [] })
  assert.equal(routeFigures(northwards(0)).metres, 0)
})
