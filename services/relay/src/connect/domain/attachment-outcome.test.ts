/** Goal: no attachment keeps a connection waiting for itself, and none is given up for what is not its own fault. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attachmentOutcome } from './attachment-outcome.ts'
import { failureOfStatus, VendorFailure } from './vendor-failure.ts'

test('what is missing or refused is left out at once, and so is what cannot be taken', () => {
  for (const status of [400, 403, 404, 410]) {
    assert.deepEqual(attachmentOutcome(failureOfStatus(status, null), 0), { type: 'left-out' })
  }
  const tooLarge = new VendorFailure('answer-not-understood')
  assert.deepEqual(attachmentOutcome(tooLarge, 0), { type: 'left-out' })
})

test('what the server fails at is tried again later and later, and then left out', () => {
  for (const status of [401, 500, 503]) {
    const failure = failureOfStatus(status, null)
    const hours = [0, 1, 2, 3].map((tries) => {
      const outcome = attachmentOutcome(failure, tries)
      return outcome.type === 'later' ? outcome.seconds / 3_600 : outcome.type
    })
    assert.deepEqual(hours, [1, 4, 16, 24])
    assert.deepEqual(attachmentOutcome(failure, 4), { type: 'left-out' })
  }
})

test('a limit, silence and a sign-in that ended are the matter of the connection', () => {
  assert.deepEqual(attachmentOutcome(failureOfStatus(429, 60), 0), { type: 'stop' })
  assert.deepEqual(attachmentOutcome(new VendorFailure('vendor-unavailable'), 0), { type: 'stop' })
  assert.deepEqual(attachmentOutcome(new VendorFailure('sign-in-again'), 0), { type: 'stop' })
})
