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
