/**
 * Goal: wherever a device dies, loses its database or its network, runs out of room or gets a damaged answer, nothing that
 * it had acknowledged is lost, no commit is without its bytes, no import is half, and no key sees one nonce twice.
 * Method: the same life is lived again and again, each time with another step going wrong in another way; WebCrypto is
 * watched throughout. A run of the tests takes a sample; `npm run drill -- crash-matrix` takes every one.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toHex } from '@nornos/std'
import { type Fate, fates } from './crash-matrix/fate.ts'
import { runFate } from './crash-matrix/run-fate.ts'
import { isDrill } from './drill.ts'
import { offlineApi } from './test-devices.ts'

const away = await offlineApi()
const stride: Readonly<Record<Fate, number>> = {
  'dies-before': 7,
  'dies-after': 7,
  full: 5,
  lost: 17,
  offline: 3,
  'lost-answer': 3,
  unavailable: 1,
  short: 1,
  flipped: 1,
}
const seals = watchSeals()

for (const fate of fates) {
  test(`a device to which it happens anywhere that it ${fate} goes on without loss`, async (t) => {
    const whole = await runFate(away, fate, Number.POSITIVE_INFINITY)
    assert.ok(whole.imported && whole.deleted && whole.titles.size === 3, 'a life without faults does it all')
    let places = 0
    for (let at = 1; at <= whole.steps; at += isDrill ? 1 : stride[fate]) {
      places++
      await runFate(away, fate, at).catch((cause: unknown) => {
        throw new Error(`${fate} at step ${at} of ${whole.steps}`, { cause })
      })
    }
    t.diagnostic(`${places} of ${whole.steps} places`)
    assert.ok(places > 0)
  })
}

test('in all of this no key saw one nonce twice', () => {
  assert.ok(seals.length > 1_000)
  assert.equal(new Set(seals).size, seals.length)
})

/** The bytes of each AES key with each of its nonces, from now on. */
function watchSeals(): readonly string[] {
  const { subtle } = globalThis.crypto
  const seen: string[] = []
  const rawKeys = new WeakMap<CryptoKey, string>()
  const importKey = subtle.importKey.bind(subtle)
  const encrypt = subtle.encrypt.bind(subtle)
  const watched = {
    importKey: async (...call: Parameters<typeof importKey>) => {
      const key = await importKey(...call)
      if (call[1] instanceof Uint8Array) rawKeys.set(key, toHex(call[1]))
      return key
    },
    encrypt: async (...call: Parameters<typeof encrypt>) => {
      const [algorithm, key] = call
      assert.ok(typeof algorithm === 'object' && 'iv' in algorithm && algorithm.iv instanceof Uint8Array)
      seen.push(`${rawKeys.get(key)} ${toHex(algorithm.iv)}`)
      return encrypt(...call)
    },
  }
  for (const [name, value] of Object.entries(watched)) {
    Object.defineProperty(subtle, name, { value, configurable: true })
  }
  return seen
}
