/**
 * Goal: a hash that is made piece by piece, put away and taken up again is the hash of the whole.
 * Method: against WebCrypto, for every length around the edges of SHA-256's own blocks.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from './sha256.ts'
import { startHash } from './sha256-stream.ts'

test('a hash that was interrupted anywhere is the hash of the whole', async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 127, 128, 1_000]) {
    const bytes = crypto.getRandomValues(new Uint8Array(length))
    for (const cut of [0, Math.floor(length / 3), length]) {
      const first = await startHash()
      first.add(bytes.subarray(0, cut))
      const second = await startHash(first.state())
      second.add(bytes.subarray(cut))
      assert.deepEqual(second.end(), await sha256(bytes))
    }
  }
})
