/**
 * Goal: shared sleep stages become nights on the day on which they end, as every other part of Nornos counts them.
 * Method: one night written out by hand, in columns as they cross the wire.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RawSeries } from '@nornos/contracts'
import { codeNumber } from '@nornos/health-model'
import { asleepPoints, nightsOf, segmentsOf, zoneOfNight } from './nights.ts'

const minute = 60_000

test('a night belongs to the day on which it ends, in the zone that the source states', () => {
  const [night] = nightsOf(sleep('Europe/Oslo'), 'America/New_York')
  assert.ok(night)
  // 22:30 UTC to 04:30 UTC of 2 March: in New York it would end on the evening before midnight.
  assert.equal(night.day, Date.parse('2026-03-02') / 86_400_000)
  assert.equal(zoneOfNight(night), 'Europe/Oslo')
})

test('time in bed is not drawn as a stage and not counted as sleep', () => {
  const nights = nightsOf(sleep(''), 'Europe/Oslo')
  assert.deepEqual(
    asleepPoints(nights).map(({ value }) => value),
    [330],
  )
  const stages = nights.flatMap(segmentsOf).map(({ stage }) => stage)
  assert.deepEqual(stages, ['light', 'awake', 'deep'])
})

test('a night of which only the time in bed is known has no time asleep', () => {
  const onlyBed = sleep('', [['in_bed', 0, 480]])
  const nights = nightsOf(onlyBed, 'Europe/Oslo')
  assert.equal(nights.length, 1)
  assert.deepEqual(asleepPoints(nights), [])
})

type Stage = readonly [stage: 'in_bed' | 'light' | 'awake' | 'deep', from: number, until: number]

const usual: readonly Stage[] = [
  ['in_bed', 0, 360],
  ['light', 15, 200],
  ['awake', 200, 215],
  ['deep', 215, 360],
]

function sleep(zone: string, stages = usual): RawSeries {
  return RawSeries.parse({
    eventId: crypto.randomUUID(),
    field: 'sleep',
    metric: 'sleep_hypnogram',
    unit: '1',
    resolution: 'raw',
    origin: '2026-03-01T22:30:00Z',
    offsetsMs: stages.map(([, from]) => from * minute),
    durationsMs: stages.map(([, from, until]) => (until - from) * minute),
    values: stages.map(([stage]) => codeNumber('sleep_stage', stage)),
    sources: stages.map(() => 0),
    sourceIds: ['a'.repeat(32)],
    zones: stages.map(() => 0),
    zoneNames: [zone],
    cut: false,
  })
}
