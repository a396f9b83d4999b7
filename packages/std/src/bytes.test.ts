/** Goal: one value has one spelling. Method: round trips, and each near miss refused. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  bytesToUuid,
  compareBytes,
  concat,
  equalBytes,
  fromBase64Url,
  fromHex,
  fromUtf8,
  releaseBytes,
  toBase64Url,
  toHex,
  utf8,
  uuidToBytes,
} from './bytes.ts'

const every = Uint8Array.from({ length: 256 }, (_, index) => index)

test('hex and base64url give back what went in', () => {
  assert.deepEqual(fromHex(toHex(every)), every)
  for (let length = 0; length < 6; length++) {
    const part = every.slice(250, 250 + length)
    assert.deepEqual(fromBase64Url(toBase64Url(part)), part)
  }
  assert.equal(toBase64Url(Uint8Array.of(0xfb, 0xff, 0xbf, 0x01)), '-_-_AQ')
  assert.deepEqual(fromBase64Url(toBase64Url(every)), every)
})

test('a spelling that is not canonical is refused', () => {
  assert.equal(fromHex('AB'), null)
  assert.equal(fromHex('abc'), null)
  assert.equal(fromBase64Url('YQ=='), null)
  assert.equal(fromBase64Url('YR'), null) // the low bits of the last character are not zero
  assert.equal(fromBase64Url('Y'), null)
  assert.equal(fromBase64Url('Y+-_'), null)
  assert.equal(fromBase64Url('Yé-_'), null)
  assert.equal(uuidToBytes('9B2E6A5C-0000-4000-8000-000000000000'), null)
  assert.equal(fromUtf8(Uint8Array.of(0xc3)), null)
})

test('a uuid is sixteen bytes and back', () => {
  const uuid = '9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203'
  const bytes = uuidToBytes(uuid)
  assert.ok(bytes)
  assert.equal(bytes.length, 16)
  assert.equal(bytesToUuid(bytes), uuid)
})

test('bytes are compared as unsigned, and a prefix comes first', () => {
  assert.equal(compareBytes(Uint8Array.of(1), Uint8Array.of(255)), -1)
  assert.equal(compareBytes(Uint8Array.of(1, 0), Uint8Array.of(1)), 1)
  assert.equal(equalBytes(concat(utf8('a'), utf8('b')), utf8('ab')), true)
  assert.equal(equalBytes(utf8('a'), utf8('ab')), false)
})

test('large bytes that are given back are empty, small ones are left', () => {
  const [large, small] = [new Uint8Array(2 * 1024 * 1024), new Uint8Array(2)]
  releaseBytes(large)
  releaseBytes(small)
  assert.deepEqual([large.length, small.length], [0, 2])
})
