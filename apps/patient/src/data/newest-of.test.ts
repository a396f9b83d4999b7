/** Goal: "Data to" states a time only where somebody stated one. Method: rows with moments and dates. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newestOfMetrics } from './newest-of.ts'

const date = { to: 2_000, toDate: '2008-03-19' }

test('the newest row says whether it is a date or a moment', () => {
  assert.deepEqual(newestOfMetrics([{ to: 1_000, toDate: null }, date]), { at: 2_000, date: '2008-03-19' })
  assert.deepEqual(newestOfMetrics([date, { to: 3_000, toDate: null }]), { at: 3_000, date: null })
  assert.deepEqual(newestOfMetrics([date, { to: 2_000, toDate: null }]), { at: 2_000, date: null })
})

test('rows without a time say nothing', () => {
  const none = { at: Number.NEGATIVE_INFINITY, date: null }
  assert.deepEqual(newestOfMetrics([]), none)
  assert.deepEqual(newestOfMetrics([{ to: Number.NEGATIVE_INFINITY, toDate: null }]), none)
})
