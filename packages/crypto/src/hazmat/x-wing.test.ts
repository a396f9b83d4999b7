/** Goal: X-Wing is X-Wing. Method: the first vector of the draft (its Appendix C), round trips and refusals. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { equalBytes, fromHex, present, toHex } from '@nornos/std'
import { makeRandomBytes } from './random.ts'
import { decapsulate, encapsulate, xWingPublicKey } from './x-wing.ts'
import { xWing } from './x-wing-noble.ts'

const hex = (text: string) => present(fromHex(text), 'hex')

test('the draft’s first vector comes out', () => {
  const { publicKey } = xWing.keygen(hex('7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26'))
  const coins = hex(
    '3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2' +
      '35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2',
  )
  const { sharedSecret } = xWing.encapsulate(publicKey, coins)
  assert.equal(toHex(publicKey.slice(0, 16)), 'e2236b35a8c24b39b10aa1323a96a919')
  assert.equal(toHex(sharedSecret), 'd2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384')
})

test('what is encapsulated to a key only its seed gives back', async () => {
  const seed = makeRandomBytes(32)
  const { encapsulation, sharedSecret } = await encapsulate(await xWingPublicKey(seed))
  assert.deepEqual(await decapsulate(seed, encapsulation), sharedSecret)
  assert.equal(equalBytes(await decapsulate(makeRandomBytes(32), encapsulation), sharedSecret), false)
  const altered = encapsulation.slice()
  altered[5] = (altered[5] ?? 0) ^ 1
  assert.equal(equalBytes(await decapsulate(seed, altered), sharedSecret), false)
})

test('bytes that are no key or no encapsulation are refused', async () => {
  await assert.rejects(encapsulate(new Uint8Array(1215)), { code: 'malformed' })
  await assert.rejects(encapsulate(new Uint8Array(1216).fill(255)), { code: 'malformed' })
  await assert.rejects(decapsulate(makeRandomBytes(32), new Uint8Array(7)), { code: 'cannot-open' })
})
