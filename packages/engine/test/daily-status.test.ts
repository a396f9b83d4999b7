/**
 * Goal: the daily status says what stands out, says how it knows, and says nothing else.
 * Method: simulated people with planted events; every result is parsed by the schema that the wire uses.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { canonicalJson } from '@nornos/std'
import { DailyStatus, runDailyStatus, type Snapshot } from '../src/index.ts'
import { asOf, changed, dayValue, simulatedSnapshot, today, withNights } from './simulated-person.ts'

function statusOf(snapshot: Snapshot): DailyStatus {
  return DailyStatus.parse(runDailyStatus(snapshot))
}

const calm = simulatedSnapshot({ seed: 'calm' })
const quiet: Snapshot = {
  ...calm,
  metrics: Object.fromEntries(
    Object.entries(calm.metrics).map(([id, days]) => [
      id,
      days.map((entry, index) => ({ ...dayValue(0, days[index % 2]?.value ?? 0), day: entry.day })),
    ]),
  ),
}

test('a person to whom nothing happens reads "as usual", with three to five facts', () => {
  const status = statusOf(quiet)
  assert.equal(status.headline.kind, 'as-usual')
  assert.ok(status.shown.length >= 3 && status.shown.length <= 5)
  assert.deepEqual(status.redFlags, [])
})

test('two nights of raised resting heart rate head the day and ask for an easy one', () => {
  const status = statusOf(changed(quiet, 'heart_rate_resting', (value, ago) => (ago < 2 ? value + 9 : value)))
  assert.equal(status.headline.message.key, 'finding.recovery.strain-heart-rate')
  assert.deepEqual(status.findings[0]?.rules, ['recovery/IW1@1'])
  assert.equal(status.suggestion?.key, 'recovery.keep-easy')
})

test('one raised night alone is no sign of strain', () => {
  const status = statusOf(changed(quiet, 'heart_rate_resting', (value, ago) => (ago < 1 ? value + 9 : value)))
  assert.ok(status.findings.every((finding) => finding.key !== 'recovery.strain'))
})

test('heart rate, breathing and skin temperature together are clear signs of strain', () => {
  let sick = changed(quiet, 'heart_rate_resting', (value, ago) => (ago < 2 ? value + 9 : value))
  sick = changed(sick, 'respiratory_rate', (value, ago) => (ago < 1 ? value + 3 : value))
  sick = changed(sick, 'skin_temperature', (value, ago) => (ago < 1 ? value + 1.5 : value))
  const [finding] = statusOf(sick).findings
  assert.deepEqual(
    [finding?.key, finding?.urgency, finding?.message.key],
    ['recovery.strain', 3, 'finding.recovery.strain-strong'],
  )
  assert.deepEqual(finding?.inputs, ['heart_rate', 'hrv', 'respiration_oxygen', 'temperature'])
})

test('strain turns a suggestion to move more into one to keep easy', () => {
  const lazy = changed(quiet, 'steps', () => 3000)
  assert.equal(statusOf(lazy).suggestion?.domain, 'activity')
  const sick = changed(lazy, 'heart_rate_resting', (value, ago) => (ago < 2 ? value + 9 : value))
  assert.equal(statusOf(sick).suggestion?.key, 'recovery.keep-easy')
})

test('a week of short nights is found, and the suggestion lengthens sleep by at most half an hour', () => {
  const status = statusOf(withNights(quiet, [350, 340, 355, 345, 350, 348, 352]))
  assert.ok(status.findings.some((finding) => finding.key === 'sleep.shorter-week'))
  assert.equal(status.suggestion?.key, 'sleep.bedtime.earlier')
  assert.ok((status.suggestion?.action.amount ?? 99) <= 30)
})

test('a child is not given the advice for adults', () => {
  const short = withNights(quiet, [350, 340, 355, 345, 350, 348, 352])
  assert.equal(runDailyStatus(short, { ageYears: 18 }).suggestion?.key, 'sleep.bedtime.earlier')
  assert.notEqual(runDailyStatus(short, { ageYears: 17 }).suggestion?.key, 'sleep.bedtime.earlier')
})

test('a red flag heads the day and silences every suggestion', () => {
  const status = statusOf(changed(quiet, 'heart_rate_resting', (value, ago) => (ago < 1 ? 140 : value)))
  assert.equal(status.headline.kind, 'red-flag')
  assert.equal(status.redFlags[0]?.code, 'RF-HR')
  assert.equal(status.suggestion, null)
})

test('thirteen days are a gap that says 13 of 14, and fourteen are a fact', () => {
  const first = simulatedSnapshot({ seed: 'new', days: 14 })
  const gap = statusOf(first).gaps.find((fact) => fact.id === 'recovery.resting-heart-rate.day')
  assert.deepEqual([gap?.n, gap?.expected, gap?.message.key], [13, 14, 'gap.not-enough-days'])
  const second = simulatedSnapshot({ seed: 'new', days: 15 })
  assert.ok(statusOf(second).facts.some((fact) => fact.id === 'recovery.resting-heart-rate.day'))
})

test('without any data there is nothing to say, and it says so', () => {
  const status = statusOf({ version: 1, asOf, zone: 'UTC', metrics: {} })
  assert.equal(status.headline.kind, 'not-enough-data')
  assert.deepEqual([status.facts, status.gaps, status.inputs], [[], [], []])
  assert.ok(status.specialists.every((specialist) => specialist.state === 'absent'))
})

test('every finding leads to facts that are there, and every fact to its days', () => {
  for (let person = 0; person < 10; person++) {
    const status = statusOf(simulatedSnapshot({ seed: `person ${person}`, missing: 0.2 }))
    const ids = new Set(status.facts.map((fact) => fact.id))
    for (const { facts } of status.findings) assert.ok(facts.every((id) => ids.has(id)))
    assert.ok(status.shown.every((id) => ids.has(id)))
    for (const fact of status.facts) {
      assert.equal(fact.values.length, fact.n)
      assert.equal(fact.missingDays.length, fact.expected - fact.n)
      assert.ok(fact.confidence >= 0.35)
      if (fact.usual === undefined || fact.delta === undefined || fact.value === null) continue
      assert.ok(Math.abs(fact.value - fact.usual.median - fact.delta) < 1e-9, fact.id)
    }
  }
})

test('two runs give the same bytes', () => {
  const snapshot = simulatedSnapshot({ seed: 'twice', missing: 0.1 })
  assert.equal(
    canonicalJson(runDailyStatus(snapshot)),
    canonicalJson(runDailyStatus(structuredClone(snapshot))),
  )
})

test('a result stays small enough to send', () => {
  assert.ok(JSON.stringify(statusOf(calm)).length < 64 * 1024)
  assert.equal(today, Date.parse(`${asOf}T00:00:00Z`) / 86_400_000)
})
