/** Goal: Argon2id is Argon2id. Method: hash-wasm against @noble/hashes on random input, and the floor. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { argon2id as argon2idOfNoble } from '@noble/hashes/argon2.js'
import { fromHex, present, toHex, utf8 } from '@nornos/std'
import { type Argon2id, argon2id, argon2idHere, runArgon2idAt } from './argon2id.ts'
import { checkArgon2idParameters } from './argon2id-parameters.ts'
import { argon2idWasm } from './argon2id-wasm.ts'
import { makeRandomBytes, makeRandomInteger } from './random.ts'

test('two implementations agree on twenty random inputs', async () => {
  for (let round = 0; round < 20; round++) {
    const password = makeRandomBytes(1 + makeRandomInteger(80))
    const salt = makeRandomBytes(8 + makeRandomInteger(40))
    const lanes = 1 + makeRandomInteger(4)
    const memoryKiB = 8 * lanes + makeRandomInteger(400)
    const passes = 1 + makeRandomInteger(3)
    const ours = await argon2idWasm(password, salt, { memoryKiB, passes, lanes }, 32)
    const theirs = argon2idOfNoble(password, salt, { m: memoryKiB, t: passes, p: lanes, dkLen: 32 })
    assert.equal(toHex(ours), toHex(theirs))
  }
})

test('the library behind the comparison gives the tag of RFC 9106 §5.3', () => {
  const bytes = (length: number, value: number) => new Uint8Array(length).fill(value)
  const tag = argon2idOfNoble(bytes(32, 1), bytes(16, 2), {
    m: 32,
    t: 3,
    p: 4,
    dkLen: 32,
    key: bytes(8, 3),
    personalization: bytes(12, 4),
  })
  const expected = present(fromHex('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659'), 'hex')
  assert.equal(toHex(tag), toHex(expected))
})

test('cheaper than the floor is refused, the floor itself is not, and a frozen screen neither', async () => {
  const floor = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 }
  checkArgon2idParameters(floor)
  checkArgon2idParameters({ memoryKiB: 32 * 1024, passes: 6, lanes: 1 })
  for (const weak of [
    { ...floor, passes: 2 },
    { ...floor, memoryKiB: 32 * 1024 },
    { memoryKiB: 31 * 1024, passes: 60, lanes: 1 },
    { ...floor, lanes: 0 },
  ]) {
    assert.throws(() => checkArgon2idParameters(weak), { code: 'weak-derivation' })
  }
  await assert.rejects(argon2id(utf8('words'), new Uint8Array(32), { ...floor, passes: 1 }, 32), {
    code: 'weak-derivation',
  })
  for (const heavy of [
    { memoryKiB: 2 ** 21, passes: 1, lanes: 1 },
    { ...floor, passes: 65 },
    { ...floor, lanes: 17 },
    { memoryKiB: 2 ** 20, passes: 5, lanes: 1 },
  ]) {
    assert.throws(() => checkArgon2idParameters(heavy), { code: 'malformed' })
  }
})

test('another place gives the same key, and is not asked what costs too little', async (t) => {
  const asked: number[] = []
  const elsewhere: Argon2id = (...work) => {
    asked.push(work[2].passes)
    return argon2idHere(...work)
  }
  const password = utf8('words')
  const salt = makeRandomBytes(32)
  const floor = { memoryKiB: 64 * 1024, passes: 3, lanes: 1 }
  const here = await argon2id(password, salt, floor, 32)
  runArgon2idAt(elsewhere)
  t.after(() => runArgon2idAt(argon2idHere))
  assert.equal(toHex(await argon2id(password, salt, floor, 32)), toHex(here))
  await assert.rejects(argon2id(password, salt, { ...floor, passes: 1 }, 32), { code: 'weak-derivation' })
  assert.deepEqual(asked, [3])
})
