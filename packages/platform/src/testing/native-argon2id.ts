/**
 * Argon2id by OpenSSL instead of WebAssembly: the same bytes for a third less time, and beside the program instead of in
 * it. For tests, which derive keys some hundred times; WebAssembly has tests of its own, here and in Chromium.
 */
import { argon2 } from 'node:crypto'
import type { Argon2id } from '@nornos/crypto/vault-open'

export const nativeArgon2id: Argon2id = (message, nonce, { lanes, memoryKiB, passes }, tagLength) =>
  new Promise((resolve, reject) => {
    const cost = { memory: memoryKiB, parallelism: lanes, passes, tagLength }
    argon2('argon2id', { message, nonce, ...cost }, (error, tag) => {
      if (error === null) resolve(new Uint8Array(tag))
      else reject(error)
    })
  })
