/** Goal: a status drops a stretch of somebody's data only when asking again cannot help. Method: by table. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureOfStatus } from './vendor-failure.ts'

const troubles = {
  400: 'not-offered',
  401: 'sign-in-again',
  403: 'not-offered',
  404: 'not-offered',
  408: 'vendor-unavailable',
  425: 'vendor-unavailable',
  429: 'vendor-limit',
  500: 'vendor-unavailable',
  503: 'vendor-unavailable',
} as const

for (const [status, trouble] of Object.entries(troubles)) {
  test(`${status} means ${trouble}`, () => {
    assert.equal(failureOfStatus(Number(status), null).trouble, trouble)
  })
}
