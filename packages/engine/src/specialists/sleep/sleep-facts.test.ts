/** Goal: sleep facts are what pen and paper give. Method: nights that can be counted by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asOf, night, today } from '../../../test/simulated-person.ts'
import type { Fact } from '../../facts/fact.ts'
import type { Snapshot, SnapshotNight } from '../../snapshot/snapshot.ts'
import { regularityPoints } from './regularity.ts'
import { sleepFacts } from './sleep-facts.ts'

function snapshotOfNights(nights: readonly SnapshotNight[]): Snapshot {
  return { version: 1, asOf, zone: 'UTC', metrics: {}, nights }
}

function factOf(nights: readonly SnapshotNight[], id: string): Fact | undefined {
  return sleepFacts(snapshotOfNights(nights)).find((fact) => fact.id === id)
}

const run = (count: number, asleep: (daysAgo: number) => number, onset: (daysAgo: number) => number) =>
  Array.from({ length: count }, (_, index) => {
    const daysAgo = count - 1 - index
    return night(today - daysAgo, asleep(daysAgo), onset(daysAgo))
  })

test('fourteen nights of six hours against the least need of seven leave fourteen hours of debt', () => {
  const debt = factOf(
    run(
      14,
      () => 360,
      () => 0,
    ),
    'sleep.debt',
  )
  assert.deepEqual([debt?.value, debt?.message.parameters['need']], [14 * 60, 420])
})

test('long weekend nights raise the need, up to nine hours', () => {
  const isWeekend = (daysAgo: number) => [0, 6].includes(new Date((today - daysAgo) * 86_400_000).getUTCDay())
  const nights = run(
    28,
    (daysAgo) => (isWeekend(daysAgo) ? 620 : 540),
    () => 0,
  )
  assert.equal(factOf(nights, 'sleep.debt')?.message.parameters['need'], 540)
  assert.equal(factOf(nights, 'sleep.debt')?.value, 0)
})

test('nine nights are too few for a debt', () => {
  assert.deepEqual(
    [
      factOf(
        run(
          9,
          () => 420,
          () => 0,
        ),
        'sleep.debt',
      )?.kind,
      factOf(
        run(
          9,
          () => 420,
          () => 0,
        ),
        'sleep.debt',
      )?.n,
    ],
    ['gap', 9],
  )
})

test('falling asleep around midnight varies by minutes, not by a day', () => {
  const nights = run(
    42,
    () => 440,
    (daysAgo) => (daysAgo % 2 === 0 ? -10 : 10),
  )
  assert.equal(factOf(nights, 'sleep.onset-spread')?.value, 10)
})

test('equal days are 100 regular, and a night turned into day is below 0', () => {
  const same = regularityPoints([night(1, 440, -30), night(2, 440, -30)])
  assert.deepEqual(same, [{ day: 2, value: 100 }])
  const whole: SnapshotNight = { ...night(1, 720, -720), stretches: [[-720, 0]] }
  const turned: SnapshotNight = { ...night(2, 720, 0), stretches: [[0, 720]] }
  assert.deepEqual(regularityPoints([whole, turned]), [{ day: 2, value: -100 }])
})

test('an hour awake at another time costs the regularity of two hours', () => {
  const first: SnapshotNight = { ...night(1, 480, 0), stretches: [[0, 480]] }
  const second: SnapshotNight = { ...night(2, 480, 60), stretches: [[60, 540]] }
  const [point] = regularityPoints([first, second])
  assert.ok(Math.abs((point?.value ?? 0) - (100 - (200 * 2) / 24)) < 1e-9)
})

test('nights that do not follow each other are not compared', () => {
  assert.deepEqual(regularityPoints([night(1, 440, 0), night(3, 440, 0)]), [])
})

test('without time in bed there is no efficiency', () => {
  const nights = run(
    42,
    () => 440,
    () => 0,
  )
  assert.equal(factOf(nights, 'sleep.efficiency.week')?.value, 92)
  const bare = nights.map(({ inBed: _, ...rest }) => rest)
  assert.equal(factOf(bare, 'sleep.efficiency.week'), undefined)
})
