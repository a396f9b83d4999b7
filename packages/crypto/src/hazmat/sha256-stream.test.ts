/**
 * Goal: a hash that is made piece by piece, put away and taken up again is the hash of the whole; so are many in a row.
 * Method: against WebCrypto, for every length around the edges of SHA-256's own blocks.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sha256 } from './sha256.ts'
import { makeHasher, startHash } from './sha256-stream.ts'

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

test('a hasher begins anew each time, and what it gave stays as it was', async () => {
  const hashed = await makeHasher()
  const all = [0, 1, 55, 56, 64, 400, 20_000].map((length) => crypto.getRandomValues(new Uint8Array(length)))
  const hashes = all.map(hashed)
  for (const [index, bytes] of all.entries()) assert.deepEqual(hashes[index], await sha256(bytes))
})
