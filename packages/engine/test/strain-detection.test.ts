/**
 * Goal: IW1 finds a raised resting heart rate and rarely cries wolf, at every spread a person may have.
 * Method: autoregressive people (r = 0.3), a fixed seed, thousands of calm nights and hundreds of illnesses of
 * +6 beats a minute for four nights; the rule's own table decides. Limits are the design's figures with room for
 * the sample's error.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexFacts } from '../src/facts/fact.ts'
import type { Snapshot } from '../src/index.ts'
import { holds } from '../src/rules/rule.ts'
import { recoveryFindings } from '../src/specialists/recovery/recovery-rules.ts'
import { twoNightsFact } from '../src/specialists/recovery/strain-facts.ts'
import { seededDraw } from '../src/statistics/seeded.ts'
import { asOf, autoregressive, dayValue, today } from './simulated-person.ts'

function warns(values: readonly number[]): boolean {
  const rule = recoveryFindings.find(({ id }) => id === 'recovery/IW1')
  const days = values.map((value, index) => dayValue(today - values.length + 1 + index, value))
  const snapshot: Snapshot = { version: 1, asOf, zone: 'UTC', metrics: { heart_rate_resting: days } }
  return rule !== undefined && holds(rule, indexFacts([twoNightsFact(snapshot)]))
}

const illnessBeats = 6
const illnessNights = 4
const historyNights = 34

/** Spread of the nights, and the share of illnesses that the design expects to be found. */
const expected = [
  [1.5, 0.97],
  [2, 0.87],
  [2.5, 0.75],
  [3, 0.56],
  [4, 0.35],
] as const

for (const [spread, found] of expected) {
  test(`at a spread of ${spread} a minute at most 1.1 of 100 calm nights warn`, (context) => {
    const draw = seededDraw(`calm ${spread}`)
    let [alarms, nights] = [0, 0]
    for (let person = 0; person < 60; person++) {
      const values = autoregressive(historyNights + 60, 0.3, draw).map((value) => 60 + spread * value)
      for (let end = historyNights; end < values.length; end++, nights++) {
        if (warns(values.slice(end - historyNights, end))) alarms++
      }
    }
    context.diagnostic(`${((100 * alarms) / nights).toFixed(2)} false alarms per 100 nights`)
    assert.ok(alarms / nights <= 0.011)
  })

  test(`at a spread of ${spread} a minute about ${found * 100} % of illnesses are found`, (context) => {
    const draw = seededDraw(`ill ${spread}`)
    const people = 300
    let detected = 0
    for (let person = 0; person < people; person++) {
      const values = autoregressive(historyNights + illnessNights, 0.3, draw).map(
        (value, index) => 60 + spread * value + (index >= historyNights ? illnessBeats : 0),
      )
      const ends = Array.from({ length: illnessNights }, (_, night) => historyNights + 1 + night)
      if (ends.some((end) => warns(values.slice(0, end)))) detected++
    }
    context.diagnostic(`${((100 * detected) / people).toFixed(0)} % found`)
    assert.ok(detected / people >= found - 0.08)
  })
}
