/**
 * Goal: a generated person is plausible, repeatable and fit for every path that real data takes.
 * Method: a year of several people through the checks, blocks, merging and nights of this package.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSample, blocksOfColumns, makeColumns } from '../block/columns.ts'
import { decodeBlock } from '../block/decode.ts'
import { encodeBlock } from '../block/encode.ts'
import { localDayToNumber } from '../day-number.ts'
import { DeviceId, SourceId } from '../ids.ts'
import { LocalDay } from '../instant.ts'
import type { MetricId } from '../metrics/catalogue.ts'
import { Workout } from '../record/workout.ts'
import type { Sample } from '../sample.ts'
import { canonicalSamples } from '../series/canonical-sample.ts'
import { rollUp } from '../series/roll-up.ts'
import { nightsByDay, sleepSessions } from '../sleep/sleep-nights.ts'
import { zoneFinder } from '../time/local-day.ts'
import { checkValue } from '../units/check-value.ts'
import { convertToCanonical } from '../units/convert.ts'
import { type GeneratedDay, generateHealth } from './generate-health.ts'

const sources = {
  watch: SourceId.parse('a'.repeat(32)),
  phone: SourceId.parse('b'.repeat(32)),
  scale: SourceId.parse('c'.repeat(32)),
}
const device = DeviceId.parse('9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')
const firstDay = localDayToNumber(LocalDay.parse('2024-01-01'))
const zone = 'Europe/Berlin'

function year(seed: number, days = 366): GeneratedDay[] {
  return [...generateHealth({ seed, firstDay, days, zone, sources })]
}

function of(days: readonly GeneratedDay[], metric: MetricId): Sample[] {
  return days.flatMap(({ samples }) => samples).filter((sample) => sample.metric === metric)
}

function blocksOf(samples: readonly Sample[], metric: MetricId) {
  return Object.values(sources).flatMap((source) => {
    const columns = makeColumns(metric, source)
    for (const one of samples.filter((sample) => sample.source === source)) {
      assert.ok(addSample(columns, one.start, one.end, one.value, one.unit, one.zone).ok)
    }
    return blocksOfColumns(columns, device)
  })
}

test('the same seed gives the same person, a day alone the same day, and another seed somebody else', () => {
  assert.deepEqual(year(7, 20), year(7, 20))
  assert.deepEqual(
    [...generateHealth({ seed: 7, firstDay: firstDay + 9, days: 1, zone, sources })][0],
    year(7, 10)[9],
  )
  assert.notDeepEqual(year(7, 2), year(8, 2))
})

test('every value is one that a body can have, and every workout is a workout', () => {
  for (const seed of [1, 2, 3]) {
    for (const { samples, workouts } of year(seed, 120)) {
      for (const { metric, value, unit, start, end } of samples) {
        const canonical = convertToCanonical(metric, value, unit)
        assert.ok(canonical.ok && checkValue(metric, canonical.value).ok && end >= start, metric)
      }
      for (const workout of workouts) assert.equal(Workout.safeParse(workout).success, true)
    }
  }
})

test('steps of watch and phone, merged, are within 3 % of the steps that were taken', () => {
  const days = year(5)
  const samples = canonicalSamples(blocksOf(of(days, 'steps'), 'steps'))
  const { rows } = rollUp('steps', samples, 'day', zoneFinder([]), [sources.watch, sources.phone])
  const measured = new Map(rows.map((row) => [row.at, row.sum]))
  const worn = days.filter(({ truth }) => truth.isWatchWorn)
  const error = worn.reduce(
    (sum, { day, truth }) => sum + Math.abs((measured.get(day) ?? 0) - truth.steps) / truth.steps,
    0,
  )
  assert.ok(worn.length > 300 && error / worn.length < 0.03, `${error / worn.length}`)
})

test('each night is found on the day on which it ends, with the length that it had', () => {
  const days = year(9)
  const stages = canonicalSamples(blocksOf(of(days, 'sleep_hypnogram'), 'sleep_hypnogram'))
  const nights = nightsByDay(sleepSessions(stages, zoneFinder([])))
  for (const { day, truth } of days) {
    const night = nights.get(day)
    assert.equal(night !== undefined, truth.isWatchWorn)
    if (night !== undefined) assert.ok(Math.abs(night.inBedMinutes - truth.sleepMinutes) < 1e-6)
  }
})

test('in a workout the heart is measured as it trains, and never at rest', () => {
  const days = year(4, 60).filter(({ workouts }) => workouts.length > 0)
  assert.ok(days.length > 5)
  for (const { samples, workouts } of days) {
    for (const { start, durationMinutes } of workouts) {
      const [from, minutes] = [Date.parse(start), durationMinutes ?? 0]
      const rates = samples.filter(
        (one) => one.metric === 'heart_rate' && one.start >= from && one.start < from + minutes * 60_000,
      )
      // One each five seconds of the workout, and none besides.
      assert.equal(rates.length, minutes * 12)
    }
  }
})

test('what is stored in blocks is read back', async () => {
  const blocks = blocksOf(of(year(3, 10), 'heart_rate'), 'heart_rate')
  assert.ok(blocks.length >= 8)
  for (const block of blocks) {
    const read = await decodeBlock(await encodeBlock(block))
    assert.deepEqual(read, { ok: true, value: block })
  }
})
