/** Goal: both ways to write an id agree, and neither takes a near miss. Method: random and malformed ids. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { textList, uuid, writeUuid } from './byte-writer.ts'

test('an id is written the same into a buffer and on its own', () => {
  for (let round = 0; round < 200; round++) {
    const id = crypto.randomUUID()
    const target = new Uint8Array(20)
    writeUuid(target, 3, id)
    assert.deepEqual(target.slice(3, 19), uuid(id))
    assert.deepEqual([...target.slice(0, 3), target[19]], [0, 0, 0, 0])
  }
})

test('an id in another spelling is a bug in our own code', () => {
  const id = '9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203'
  for (const wrong of [id.toUpperCase(), id.slice(1), `${id}0`, id.replace('9', 'g'), id.replace('9', '`')]) {
    assert.throws(() => uuid(wrong), { name: 'AssertionError' })
    assert.throws(() => writeUuid(new Uint8Array(16), 0, wrong), { name: 'AssertionError' })
  }
})

test('texts in a row do not run together', () => {
  assert.notDeepEqual(textList(['ab', 'c']), textList(['a', 'bc']))
  assert.notDeepEqual(textList(['ab']), textList(['ab', '']))
})
