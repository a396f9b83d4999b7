/**
 * Goal: what this package seals is what the spec says, not only what this package opens.
 * Method: a second implementation on node:crypto opens our boxes and objects, and ours opens its boxes.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '@nornos/std'
import { importBoxKey, openBox, sealBox, sealBoxWithSalt } from '../src/format/box.ts'
import { sealObjectPayload } from '../src/format/object.ts'
import { openBoxAgain, openObjectAgain, sealBoxAgain } from './second-implementation.ts'
import { namedKey } from './vectors/named-key.ts'
import { countingBytes, flipped } from './vectors/vector.ts'

const key = namedKey('second implementation')
const context = utf8('somewhere')

test('both seal a message of any length to the same bytes, and each opens the other', async () => {
  const boxKey = await importBoxKey(key)
  for (const length of [0, 1, 15, 16, 16_383, 16_384, 16_385, 50_000, 300_000]) {
    const message = countingBytes(length)
    const salt = namedKey(`salt ${length}`).slice(0, 24)
    const theirs = sealBoxAgain(key, context, message, salt)
    assert.deepEqual(Buffer.from(await sealBoxWithSalt(boxKey, context, message, salt)), theirs)
    assert.deepEqual(await openBox(boxKey, context, new Uint8Array(theirs)), message)
    assert.deepEqual(
      openBoxAgain(key, context, await sealBox(boxKey, context, message)),
      Buffer.from(message),
    )
  }
})

test('both refuse the same alterations', async () => {
  const boxKey = await importBoxKey(key)
  const box = await sealBox(boxKey, context, countingBytes(20_000))
  for (const index of [0, 23, 24, 55, 56, 16_455, 16_456, box.length - 1]) {
    assert.throws(() => openBoxAgain(key, context, flipped(box, index)))
    await assert.rejects(openBox(boxKey, context, flipped(box, index)), { code: 'cannot-open' })
  }
})

test('the second reader opens our objects, deflated ones too', async () => {
  const vaultId = crypto.randomUUID()
  const payload = utf8('{"resourceType":"Observation"}'.repeat(100))
  for (const codec of ['raw', 'deflate'] as const) {
    const header = { epoch: 3, objectId: crypto.randomUUID(), version: 9, part: 0 }
    const object = await sealObjectPayload(await importBoxKey(key), vaultId, {
      header,
      kind: 'record',
      codec,
      payload,
    })
    assert.deepEqual(openObjectAgain(key, vaultId, object), { kind: 1, payload: Buffer.from(payload) })
    assert.throws(() => openObjectAgain(key, crypto.randomUUID(), object))
  }
})
