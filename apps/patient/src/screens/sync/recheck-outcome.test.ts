/** Goal: looking again always ends, and says that all is well only when the vault was seen. Method: answers of a device. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recheckOutcome } from './recheck-outcome.ts'

test('only a vault that was seen, and fits, is said to fit', async () => {
  const outcomes = {
    saved: 'cleared',
    saving: 'cleared',
    alarm: 'still',
    offline: 'unseen',
    failed: 'unseen',
  } as const
  for (const state of ['saved', 'saving', 'alarm', 'offline', 'failed'] as const) {
    assert.equal(await recheckOutcome(async () => ({ state })), outcomes[state], state)
  }
})

test('a device that fails at it ends the looking too, and its fault is reported', async () => {
  const faults: unknown[] = []
  const cause = new Error('no room')
  const outcome = await recheckOutcome(
    () => Promise.reject(cause),
    (fault) => faults.push(fault),
  )
  assert.equal(outcome, 'unseen')
  assert.deepEqual(faults, [cause])
})
