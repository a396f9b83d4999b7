/**
 * Goal: a field that is not in the snapshot changes nothing but what names it among its inputs.
 * Method: take away one field at a time, for several people, and compare everything that did not depend on it.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FieldId, fieldOfMetric, isMetricId } from '@nornos/health-model'
import { dailyStatusNeeds, runDailyStatus, type Snapshot } from '../src/index.ts'
import { changed, simulatedSnapshot } from './simulated-person.ts'

function without(snapshot: Snapshot, field: FieldId): Snapshot {
  const metrics = Object.entries(snapshot.metrics).filter(
    ([id]) => isMetricId(id) && fieldOfMetric(id) !== field,
  )
  const { nights, ...rest } = snapshot
  return {
    ...rest,
    metrics: Object.fromEntries(metrics),
    ...(field !== 'sleep' && nights !== undefined && { nights }),
  }
}

function people(): Snapshot[] {
  return Array.from({ length: 6 }, (_, person) => {
    const calm = simulatedSnapshot({ seed: `taint ${person}`, missing: 0.1 })
    return person % 2 === 0
      ? calm
      : changed(calm, 'heart_rate_resting', (value, ago) => (ago < 3 ? value + 8 : value))
  })
}

for (const field of dailyStatusNeeds.fields) {
  test(`without ${field}, nothing that is left depends on it and nothing else has changed`, () => {
    for (const snapshot of people()) {
      const whole = runDailyStatus(snapshot)
      const cut = runDailyStatus(without(snapshot, field))
      assert.ok(!JSON.stringify(cut.inputs).includes(`"${field}"`))
      const parts = [...cut.facts, ...cut.gaps, ...cut.redFlags, ...cut.findings]
      assert.ok(parts.every((part) => !part.inputs.includes(field)))
      const untouched = [...whole.facts, ...whole.gaps].filter((fact) => !fact.inputs.includes(field))
      const left = new Map([...cut.facts, ...cut.gaps].map((fact) => [fact.id, fact]))
      for (const fact of untouched) assert.deepEqual(left.get(fact.id), fact)
      for (const flag of whole.redFlags) {
        if (!flag.inputs.includes(field)) assert.ok(cut.redFlags.some(({ rule }) => rule === flag.rule))
      }
    }
  })
}

test('every field of the needs does matter to somebody', () => {
  const seen = new Set(people().flatMap((snapshot) => runDailyStatus(snapshot).inputs))
  assert.deepEqual([...dailyStatusNeeds.fields].sort(), [...seen].sort())
})
