/**
 * Goal: what a consent takes away is seen as taken away, and rows of local days never tell of a time before it.
 * Method: pairs of cuts on both sides of each rule; rows next to the first allowed moment, in every zone there is.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BlockCut, DAY_MILLISECONDS, HOUR_MILLISECONDS, type MetricId } from '@nornos/health-model'
import { isNarrower } from './compare-cuts.ts'
import { cappedResolution } from './reader-cut.ts'
import { isRowSince } from './within-cuts.ts'

const cut = (change: Partial<BlockCut> = {}): BlockCut => ({
  metrics: new Set<MetricId>(['hrv_sdnn', 'hrv_rmssd']),
  dataSince: null,
  resolution: 'raw',
  ...change,
})

test('fewer metrics, a later beginning and a coarser form are narrower; their opposites are not', () => {
  const one = cut({ metrics: new Set<MetricId>(['hrv_sdnn']) })
  const late = cut({ dataSince: 1_000 })
  const later = cut({ dataSince: 2_000 })
  const coarse = cut({ resolution: 'daily' })
  for (const [wide, narrow] of [
    [cut(), one],
    [cut(), late],
    [late, later],
    [cut(), coarse],
  ] as const) {
    assert.equal(isNarrower([wide], [narrow]), true)
    assert.equal(isNarrower([narrow], [wide]), false)
    assert.equal(isNarrower([narrow], [narrow]), false)
    assert.equal(isNarrower([wide, narrow], [wide]), false)
  }
  assert.equal(isNarrower([cut()], []), true)
})

test('fine since lately and coarse since ever are not fine since ever', () => {
  const fineLately = cut({ dataSince: 1_000 })
  const coarseEver = cut({ resolution: 'hourly' })
  assert.equal(isNarrower([cut()], [fineLately, coarseEver]), true)
})

test('a reader gets the form that was asked for or the finest that is allowed, never a finer one', () => {
  const capped = (asked: 'raw' | 'hour' | 'day' | 'month') =>
    (['raw', 'hourly', 'daily'] as const).map((resolution) => cappedResolution(asked, { resolution }))
  assert.deepEqual(capped('raw'), ['raw', 'hour', 'day'])
  assert.deepEqual(capped('hour'), ['hour', 'hour', 'day'])
  assert.deepEqual(capped('day'), ['day', 'day', 'day'])
  assert.deepEqual(capped('month'), ['month', 'month', 'month'])
})

test('a day that began before the first allowed moment anywhere on earth is not given', () => {
  const day = 20_000
  for (let offset = -12; offset <= 14; offset++) {
    const localStart = day * DAY_MILLISECONDS - offset * HOUR_MILLISECONDS
    // A night of that day begins at 18:00 of the day before.
    for (const since of [localStart + 1, localStart - 6 * HOUR_MILLISECONDS + 1]) {
      assert.equal(isRowSince({ at: day }, 'day', since, 'begins-after'), false)
    }
    const lastMoment = localStart + DAY_MILLISECONDS - 1
    assert.equal(isRowSince({ at: day }, 'day', lastMoment, 'may-begin-before'), true)
  }
  assert.equal(isRowSince({ at: day }, 'day', (day - 1) * DAY_MILLISECONDS, 'begins-after'), true)
  assert.equal(isRowSince({ at: day }, 'day', (day + 2) * DAY_MILLISECONDS, 'may-begin-before'), false)
})
