/**
 * Goal: what tests derive with is what devices derive with.
 * Method: both implementations on the same words, at the cost of a new vault and at the least that is taken.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { argon2idHere } from '@nornos/crypto/vault-open'
import { utf8 } from '@nornos/std'
import { nativeArgon2id } from './native-argon2id.ts'

for (const memoryKiB of [64 * 1024, 8 * 1024]) {
  test(`both give the same bytes with ${memoryKiB} KiB`, async () => {
    const [password, salt] = [utf8('six words that nobody else knows'), new Uint8Array(32).fill(7)]
    const work = [password, salt, { memoryKiB, passes: 3, lanes: 4 }, 32] as const
    assert.deepEqual(await nativeArgon2id(...work), await argon2idHere(...work))
  })
}

test('what was derived before is the same again, and under another salt, cost or length it is not', async () => {
  const cost = { memoryKiB: 8 * 1024, passes: 3, lanes: 4 }
  const [password, salt] = [utf8('six words'), new Uint8Array(16).fill(7)]
  const first = await nativeArgon2id(password, salt, cost, 32)
  const whole = Uint8Array.from(first)
  first.fill(0)
  assert.deepEqual(await nativeArgon2id(password, salt, cost, 32), whole)
  const others = await Promise.all([
    nativeArgon2id(password, new Uint8Array(16).fill(8), cost, 32),
    nativeArgon2id(password, salt, { ...cost, passes: 4 }, 32),
    nativeArgon2id(utf8('six other words'), salt, cost, 32),
  ])
  for (const other of others) assert.notDeepEqual(other, whole)
  assert.equal((await nativeArgon2id(password, salt, cost, 16)).length, 16)
})
