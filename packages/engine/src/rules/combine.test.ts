/** Goal: agreement makes surer only where it is independent. Method: worked examples. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldId } from '@nornos/health-model'
import type { Fact } from '../facts/fact.ts'
import { combinedConfidence, sortedUnion } from './combine.ts'

const day = '2026-03-31' as Fact['window']['from']
const fact = (id: string, confidence: number, inputs: FieldId[]): Fact => ({
  id,
  metric: 'steps',
  kind: 'value',
  value: 1,
  unit: '1',
  n: 1,
  expected: 1,
  window: { from: day, to: day, zone: 'UTC' },
  values: [],
  missingDays: [],
  confidence,
  grade: 'A',
  method: 'test',
  evidence: [],
  inputs,
  message: { key: 'headline.as-usual', parameters: { day } },
})

test('two facts of different fields leave the product of their doubts', () => {
  const facts = [fact('a.one', 0.5, ['sleep']), fact('a.two', 0.8, ['hrv'])]
  assert.ok(Math.abs(combinedConfidence(facts) - 0.9) < 1e-12)
})

test('two facts of one field count once, with the surer one', () => {
  assert.ok(
    Math.abs(combinedConfidence([fact('a.one', 0.5, ['sleep']), fact('a.two', 0.8, ['sleep'])]) - 0.8) <
      1e-12,
  )
  assert.equal(combinedConfidence([]), 0)
})

test('a union has each item once, in order', () => {
  assert.deepEqual(sortedUnion([['b', 'a'], ['a', 'c'], []]), ['a', 'b', 'c'])
})
