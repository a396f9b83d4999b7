/**
 * Goal: a night is one night, on the day on which it ends, however often and by however many sources it was written.
 * Method: nights by hand; then random spans, for which every minute may count once at most.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeNumber, type SleepStage } from '../codes.ts'
import { localDayToNumber } from '../day-number.ts'
import { SourceId } from '../ids.ts'
import { LocalDay, MINUTE_MILLISECONDS } from '../instant.ts'
import type { CanonicalSample } from '../series/canonical-sample.ts'
import { zoneFinder } from '../time/local-day.ts'
import { paintStages } from './paint-stages.ts'
import { nightsByDay, sleepSessions } from './sleep-nights.ts'

const watch = SourceId.parse('a'.repeat(32))
const phone = SourceId.parse('b'.repeat(32))
const berlin = zoneFinder([{ from: null, zone: 'Europe/Berlin' }])
/** 22:00 in Berlin on 1 June. */
const evening = Date.parse('2025-06-01T20:00:00Z')

function span(stage: SleepStage, fromMinute: number, minutes: number, source = watch): CanonicalSample {
  const start = evening + fromMinute * MINUTE_MILLISECONDS
  return {
    source,
    start,
    end: start + minutes * MINUTE_MILLISECONDS,
    value: codeNumber('sleep_stage', stage),
    zone: '',
  }
}

const night = [
  span('in_bed', 0, 480),
  span('asleep_unspecified', 20, 450),
  span('light', 20, 100),
  span('deep', 120, 60),
  span('awake', 180, 10),
  span('rem', 190, 80),
  span('light', 270, 200),
]

test('in bed, asleep and stages around each other are one night, counted once', () => {
  const [session, ...others] = sleepSessions([...night, ...night], berlin)
  assert.ok(session)
  assert.equal(others.length, 0)
  assert.equal(session.kind, 'night')
  assert.equal(session.day, localDayToNumber(LocalDay.parse('2025-06-02')))
  assert.equal(session.asleepMinutes, 440)
  assert.equal(session.inBedMinutes, 480)
  assert.equal(session.latencyMinutes, 20)
  assert.equal(session.awakenings, 1)
  assert.deepEqual([session.minutes.light, session.minutes.deep, session.minutes.rem], [300, 60, 80])
  assert.ok(Math.abs((session.efficiency ?? 0) - 100 * (440 / 480)) < 1e-9)
})

test('a gap of two hours is part of the night, a longer one ends it and leaves a nap', () => {
  const joined = sleepSessions([span('light', 0, 200), span('light', 320, 100)], berlin)
  assert.deepEqual(
    joined.map(({ kind, asleepMinutes, inBedMinutes }) => [kind, asleepMinutes, inBedMinutes]),
    [['night', 300, 300]],
  )
  const parted = sleepSessions([span('light', 120, 200), span('light', 441, 100)], berlin)
  assert.deepEqual(
    parted.map(({ kind, asleepMinutes }) => [kind, asleepMinutes]),
    [
      ['night', 200],
      ['nap', 100],
    ],
  )
})

test('two sources are never added up: the day shows one, by order, else the one that knows more', () => {
  const samples = [...night, span('in_bed', -30, 600, phone)]
  const sessions = sleepSessions(samples, berlin)
  assert.equal(sessions.length, 2)
  const shown = (order: readonly SourceId[]) =>
    [...nightsByDay(sessions, order).values()].map(({ source }) => source)
  assert.deepEqual(shown([]), [watch])
  assert.deepEqual(shown([phone]), [phone])
})

test('a source that only knows time in bed does not claim sleep', () => {
  const [session] = sleepSessions([span('in_bed', 0, 480, phone)], berlin)
  assert.equal(session?.asleepMinutes, null)
  assert.equal(session?.efficiency, null)
  assert.equal(session?.kind, 'night')
})

test('without a zone a night has no day and is shown on none', () => {
  const sessions = sleepSessions(night, zoneFinder([]))
  assert.equal(sessions[0]?.day, null)
  assert.equal(nightsByDay(sessions).size, 0)
})

test('every moment has one stage at most, and every moment that a source speaks of has one', () => {
  const stages: readonly SleepStage[] = ['in_bed', 'asleep_unspecified', 'awake', 'light', 'deep', 'rem']
  const anySpan = fc
    .record({
      stage: fc.constantFrom(...stages),
      from: fc.integer({ min: 0, max: 600 }),
      minutes: fc.integer({ min: 1, max: 200 }),
    })
    .map(({ stage, from, minutes }) => span(stage, from, minutes))
  fc.assert(
    fc.property(fc.array(anySpan, { maxLength: 15 }), (samples) => {
      const painted = paintStages(samples)
      for (let minute = 0; minute < 800; minute++) {
        const moment = evening + minute * MINUTE_MILLISECONDS
        const covers = ({ start, end }: { start: number; end: number }) => start <= moment && moment < end
        assert.equal(painted.filter(covers).length, samples.some(covers) ? 1 : 0)
      }
    }),
    { numRuns: 60 },
  )
})
