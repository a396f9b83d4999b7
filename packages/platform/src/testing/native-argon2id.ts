/**
 * Argon2id by OpenSSL instead of WebAssembly: the same bytes for a third less time, and beside the program instead of in
 * it. For tests, which derive keys some hundred times, half of them those that they have derived before; WebAssembly has
 * tests of its own, here and in Chromium.
 */
import { argon2, createHash } from 'node:crypto'
import { promisify } from 'node:util'
import type { Argon2id } from '@nornos/crypto/vault-open'

const derive = promisify(argon2)
const derived = new Map<string, Promise<Buffer>>()

export const nativeArgon2id: Argon2id = async (message, nonce, { lanes, memoryKiB, passes }, tagLength) => {
  const cost = { memory: memoryKiB, parallelism: lanes, passes, tagLength }
  const asked = createHash('sha256')
    .update(JSON.stringify([nonce.length, cost]))
    .update(nonce)
    .update(message)
  const name = asked.digest('hex')
  const tag = derived.get(name) ?? derive('argon2id', { message, nonce, ...cost })
  derived.set(name, tag)
  return new Uint8Array(await tag)
}
