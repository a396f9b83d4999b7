/** Goal: a snapshot is what was measured, cut and cleaned once. Method: rows and nights by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type CanonicalSample,
  codeNumber,
  finishSketch,
  makeSketch,
  numberToLocalDay,
  type RollUpRow,
  type SleepStage,
  SourceId,
} from '@nornos/health-model'
import { snapshotOf } from './build-snapshot.ts'
import type { DaySeries } from './day-values.ts'

const today = 20543
const asOf = numberToLocalDay(today)
const old = SourceId.parse('a'.repeat(32))
const fresh = SourceId.parse('b'.repeat(32))

function row(at: number, value: number, count = 1): RollUpRow {
  const sketch = finishSketch(makeSketch())
  return { at, count, minimum: value, maximum: value, sum: value * count, last: value, sketch }
}

function daysOf(...series: DaySeries[]) {
  return snapshotOf({ asOf, zone: 'Europe/Oslo', days: series, sleep: [] }).metrics
}

function resting(source: SourceId, rows: readonly RollUpRow[]): DaySeries {
  return { metric: 'heart_rate_resting', source, rows }
}

test('a day is built by the rule of its metric and rounded to four places', () => {
  const metrics = daysOf(
    { metric: 'steps', source: null, rows: [row(today, 100, 3)] },
    { metric: 'spo2', source: old, rows: [row(today, 96.123456, 7)] },
  )
  assert.equal(metrics.steps?.[0]?.value, 300)
  assert.deepEqual(metrics.spo2?.[0], { day: asOf, value: 96.1235, low: 96.1235, high: 96.1235, count: 7 })
})

test('seventy days are kept, and neither the day before nor tomorrow', () => {
  const rows = [row(today + 1, 1), row(today, 2), row(today - 69, 3), row(today - 70, 4)]
  assert.deepEqual(
    daysOf(resting(old, rows)).heart_rate_resting?.map(({ value }) => value),
    [3, 2],
  )
})

test('a metric without a day in the history leaves no trace', () => {
  assert.deepEqual(daysOf(resting(old, [row(today - 200, 60)])), {})
})

test('days of two devices are never one series: the one that still measures is taken', () => {
  const many = Array.from({ length: 40 }, (_, index) => row(today - 45 + index, 60))
  const few = [row(today - 1, 66), row(today, 67)]
  assert.deepEqual(
    daysOf(resting(old, many), resting(fresh, few)).heart_rate_resting?.map(({ value }) => value),
    [66, 67],
  )
})

test('when none measures any more, the one with the most days is taken', () => {
  const many = Array.from({ length: 20 }, (_, index) => row(today - 40 + index, 60))
  const metrics = daysOf(resting(old, many), resting(fresh, [row(today - 9, 66)]))
  assert.equal(metrics.heart_rate_resting?.length, 20)
})

test('of two states of one day the fuller one counts', () => {
  const metrics = daysOf(resting(old, [row(today, 70, 1)]), resting(old, [row(today, 64, 5)]))
  assert.deepEqual(
    metrics.heart_rate_resting?.map(({ value }) => value),
    [64],
  )
})

/** A stage from so many minutes after 22:00 UTC on the evening before today. */
function stage(word: SleepStage, from: number, minutes: number, source = old, zone = 'UTC'): CanonicalSample {
  const start = today * 86_400_000 - 2 * 3_600_000 + from * 60_000
  return { source, start, end: start + minutes * 60_000, value: codeNumber('sleep_stage', word), zone }
}

function nightsOf(sleep: readonly CanonicalSample[], zone = 'UTC') {
  return snapshotOf({ asOf, zone, days: [], sleep }).nights
}

test('a night is clock minutes around the midnight of the day on which it ends', () => {
  const nights = nightsOf([
    stage('in_bed', 0, 500),
    stage('light', 20, 100),
    stage('deep', 120, 60),
    stage('awake', 180, 10),
    stage('rem', 190, 290),
  ])
  assert.deepEqual(nights, [
    {
      day: asOf,
      asleep: 450,
      inBed: 500,
      onset: -100,
      wake: 360,
      stretches: [
        [-100, 60],
        [70, 360],
      ],
    },
  ])
})

test('the zone that the source states gives the clock, and without one the given zone does', () => {
  const [stated] = nightsOf([stage('light', 0, 400, old, 'Europe/Oslo')]) ?? []
  const [given] = nightsOf([stage('light', 0, 400, old, '')], 'Europe/Oslo') ?? []
  assert.equal(stated?.onset, 0)
  assert.deepEqual(given, stated)
})

test('time in bed alone is not a night of sleep', () => {
  assert.equal(nightsOf([stage('in_bed', 0, 480)]), undefined)
})

test('two sources of one night are not added up, and the one with stages is told', () => {
  const [night] = nightsOf([stage('asleep_unspecified', 0, 500, old), stage('light', 10, 420, fresh)]) ?? []
  assert.equal(night?.asleep, 420)
})
