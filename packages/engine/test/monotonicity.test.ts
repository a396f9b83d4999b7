/**
 * Goal: a worse measurement never gives a calmer result. Method: metamorphic; the last days are made worse step by
 * step, and urgency, flags and the closing of gates may only grow.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { runDailyStatus, type Snapshot } from '../src/index.ts'
import { changed, simulatedSnapshot, withNights } from './simulated-person.ts'

const levels = { urgent: 6, doctor: 5, repeat: 4 } as const

function urgencyOf(snapshot: Snapshot): number {
  const { redFlags, findings } = runDailyStatus(snapshot)
  return Math.max(
    -1,
    ...redFlags.map(({ level }) => levels[level]),
    ...findings.map(({ urgency }) => urgency),
  )
}

const seed = fc.integer({ min: 0, max: 99 })
const runs = { numRuns: 25 }

test('a higher resting heart rate of the last two nights is never less urgent', () => {
  fc.assert(
    fc.property(
      seed,
      fc.integer({ min: 4, max: 30 }),
      fc.integer({ min: 1, max: 60 }),
      (person, rise, more) => {
        const calm = simulatedSnapshot({ seed: `heart ${person}` })
        const raised = (by: number) =>
          changed(calm, 'heart_rate_resting', (value, ago) => (ago < 2 ? value + by : value))
        assert.ok(urgencyOf(raised(rise + more)) >= urgencyOf(raised(rise)))
      },
    ),
    runs,
  )
})

test('lower oxygen is never less urgent', () => {
  fc.assert(
    fc.property(
      seed,
      fc.integer({ min: 80, max: 95 }),
      fc.integer({ min: 1, max: 10 }),
      (person, level, more) => {
        const calm = simulatedSnapshot({ seed: `oxygen ${person}` })
        const at = (value: number) => changed(calm, 'spo2', (usual, ago) => (ago < 1 ? value : usual))
        assert.ok(urgencyOf(at(level - more)) >= urgencyOf(at(level)))
      },
    ),
    runs,
  )
})

test('a shorter last night never leaves fewer reasons to sleep more', () => {
  fc.assert(
    fc.property(
      seed,
      fc.integer({ min: 200, max: 400 }),
      fc.integer({ min: 1, max: 120 }),
      (person, asleep, less) => {
        const calm = simulatedSnapshot({ seed: `sleep ${person}` })
        const short = (minutes: number) =>
          runDailyStatus(withNights(calm, [minutes])).findings.filter(
            ({ key }) => key === 'sleep.short-night',
          ).length
        assert.ok(short(asleep - less) >= short(asleep))
      },
    ),
    runs,
  )
})
