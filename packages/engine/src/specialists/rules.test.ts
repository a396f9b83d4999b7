/** Goal: the rule tables can be read and trusted. Method: every row is enumerated and checked against the others. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { simulatedSnapshot } from '../../test/simulated-person.ts'
import { evidence, evidenceIds } from '../facts/evidence.ts'
import { ruleName } from '../rules/rule.ts'
import { specialists } from './specialist.ts'

const findings = specialists.flatMap((specialist) => specialist.findings)
const suggestions = specialists.flatMap((specialist) => specialist.suggestions)
const rules = [...findings, ...suggestions]

test('no two rules have one name, and each belongs to its specialist', () => {
  assert.equal(new Set(rules.map(ruleName)).size, rules.length)
  for (const specialist of specialists) {
    const own = [...specialist.findings, ...specialist.suggestions]
    assert.ok(own.every((rule) => rule.id.startsWith(`${specialist.id}/`)))
  }
})

test('every fact that a rule names exists', () => {
  const snapshot = simulatedSnapshot({ seed: 'rules' })
  const known = new Set(
    specialists.flatMap((specialist) => specialist.facts(snapshot)).map((fact) => fact.id),
  )
  for (const rule of rules) {
    for (const { fact } of rule.when) assert.ok(known.has(fact), `${ruleName(rule)}: ${fact}`)
    assert.ok(known.has(rule.outcome.about), ruleName(rule))
  }
})

test('every rule has evidence, and every source serves something', () => {
  assert.ok(rules.every((rule) => rule.evidence.length > 0))
  const snapshot = simulatedSnapshot({ seed: 'rules' })
  const used = new Set<string>([
    'news2',
    ...rules.flatMap((rule) => rule.evidence),
    ...specialists.flatMap((specialist) => specialist.facts(snapshot)).flatMap((fact) => fact.evidence),
  ])
  assert.deepEqual(
    evidenceIds.filter((id) => !used.has(id)),
    [],
  )
  assert.ok(evidenceIds.every((id) => evidence(id).cite.length > 20))
})

test('every suggestion stops at a red flag, and every one for more activity at strain and below 18', () => {
  for (const rule of suggestions) {
    assert.ok(rule.gates.includes('red-flag'), ruleName(rule))
    if (rule.outcome.domain === 'activity') {
      assert.ok(rule.gates.includes('strain') && rule.gates.includes('under-18'), ruleName(rule))
    }
  }
})

test('no rule uses the recovery index', () => {
  assert.ok(rules.every((rule) => rule.when.every(({ fact }) => fact !== 'recovery.index')))
})
