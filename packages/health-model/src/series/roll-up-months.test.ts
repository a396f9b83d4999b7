/**
 * Goal: a month has the one value that the rule of its metric gives, wherever the person was and whatever the clocks did.
 * Method: a table of months by hand.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SourceId } from '../ids.ts'
import { HOUR_MILLISECONDS } from '../instant.ts'
import type { MetricId } from '../metrics/catalogue.ts'
import { type ZoneFinder, zoneFinder } from '../time/local-day.ts'
import type { CanonicalSample } from './canonical-sample.ts'
import { rollUp, valueByRule } from './roll-up.ts'

const source = SourceId.parse('a'.repeat(32))
const berlin = zoneFinder([{ from: null, zone: 'Europe/Berlin' }])
/** To New York on 20 March 2025, back on 10 April. */
const traveller = zoneFinder([
  { from: null, zone: 'Europe/Berlin' },
  { from: '2025-03-20T12:00:00Z', zone: 'America/New_York' },
  { from: '2025-04-10T12:00:00Z', zone: 'Europe/Berlin' },
] as Parameters<typeof zoneFinder>[0])

function sample(start: string, value: number, end = start): CanonicalSample {
  return { source, start: Date.parse(start), end: Date.parse(end), value, zone: '' }
}

/** One step each hour from the first until before the last moment. */
function hourly(from: string, until: string): CanonicalSample[] {
  const samples: CanonicalSample[] = []
  for (let start = Date.parse(from); start < Date.parse(until); start += HOUR_MILLISECONDS)
    samples.push({ source, start, end: start + HOUR_MILLISECONDS, value: 1, zone: '' })
  return samples
}

interface Case {
  readonly what: string
  readonly metric: MetricId
  readonly zones: ZoneFinder
  readonly samples: readonly CanonicalSample[]
  readonly months: Readonly<Record<string, number>>
}

const cases: readonly Case[] = [
  {
    what: 'steps over midnight between two months are shared',
    metric: 'steps',
    zones: berlin,
    samples: [sample('2025-03-31T21:30:00Z', 600, '2025-03-31T22:30:00Z')],
    months: { '2025-03': 300, '2025-04': 300 },
  },
  {
    what: 'March has an hour less where clocks go forward, October one more where they go back',
    metric: 'steps',
    zones: berlin,
    samples: [
      ...hourly('2025-02-28T23:00:00Z', '2025-03-31T22:00:00Z'),
      ...hourly('2025-09-30T22:00:00Z', '2025-10-31T23:00:00Z'),
    ],
    months: { '2025-03': 743, '2025-10': 745 },
  },
  {
    what: 'a mean is that of the readings, not of the days',
    metric: 'heart_rate',
    zones: berlin,
    samples: [
      sample('2025-03-03T10:00:00Z', 60),
      sample('2025-03-03T11:00:00Z', 60),
      sample('2025-03-04T10:00:00Z', 90),
    ],
    months: { '2025-03': 70 },
  },
  {
    what: 'of weights the last one of the month counts',
    metric: 'weight',
    zones: berlin,
    samples: [sample('2025-03-30T06:00:00Z', 71), sample('2025-03-02T06:00:00Z', 73)],
    months: { '2025-03': 71 },
  },
  {
    what: 'the leap day is the last of February',
    metric: 'weight',
    zones: berlin,
    samples: [sample('2024-02-29T22:59:00Z', 70), sample('2024-02-29T23:00:00Z', 80)],
    months: { '2024-02': 70, '2024-03': 80 },
  },
  {
    what: 'abroad the month begins when it begins there',
    metric: 'weight',
    zones: traveller,
    samples: [sample('2025-04-01T03:59:00Z', 70), sample('2025-04-01T04:00:00Z', 80)],
    months: { '2025-03': 70, '2025-04': 80 },
  },
  {
    what: 'a night belongs to the month in which it ends',
    metric: 'hrv_rmssd',
    zones: berlin,
    samples: [sample('2025-03-31T20:00:00Z', 40, '2025-04-01T04:00:00Z')],
    months: { '2025-04': 40 },
  },
  {
    what: 'where nobody knows the zone there is no month',
    metric: 'weight',
    zones: zoneFinder([]),
    samples: [sample('2025-03-30T06:00:00Z', 71)],
    months: {},
  },
]

for (const { metric, months, samples, what, zones } of cases) {
  test(what, () => {
    const { rows } = rollUp(metric, samples, 'month', zones)
    const found = rows.map((row) => [monthOf(row.at), valueByRule(metric, row)])
    assert.deepEqual(Object.fromEntries(found), months)
  })
}

/** Months since January 1970 as `2025-03`. */
function monthOf(months: number): string {
  return `${1970 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}
