/** Goal: a box of any size, whole, by chunk or as a stream, is one format. Method: each written way read by each other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { concat, utf8 } from '@nornos/std'
import { makeRandomBytes } from '../hazmat/random.ts'
import { importBoxKey, makeBoxSealer, openBox, openBoxHeader, sealBox } from './box.ts'
import { boxByteLength, sealedChunkBytes } from './box-size.ts'
import { openBoxStream, sealBoxStream } from './box-stream.ts'

const key = await importBoxKey(makeRandomBytes(32))
const context = utf8('here')

async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return concat(...(await Array.fromAsync(source)))
}

function* cutInto(bytes: Uint8Array, length: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += length) yield bytes.slice(start, start + length)
}

test('a stream writes what a whole box reads, and the other way round', async () => {
  for (const length of [0, 10, 16_383, 16_384, 50_000, 65_536]) {
    const message = makeRandomBytes(Math.min(length, 65_536))
    const streamed = await collect(sealBoxStream(key, context, cutInto(message, 7777)))
    assert.equal(streamed.length, boxByteLength(length))
    assert.deepEqual(await openBox(key, context, streamed), message)
    const box = await sealBox(key, context, message)
    const opened = await collect(openBoxStream(key, context, box.slice(0, 56), cutInto(box.slice(56), 5000)))
    assert.deepEqual(opened, message)
  }
})

test('a stream that was cut says so, wherever the cut is', async () => {
  const box = await sealBox(key, context, makeRandomBytes(40_000))
  for (const end of [56, 57, 56 + 16_399, 56 + 16_400, 56 + 32_800, box.length - 1]) {
    const cut = collect(openBoxStream(key, context, box.slice(0, 56), [box.slice(56, end)]))
    await assert.rejects(cut, { code: 'cannot-open' }, `cut at ${end}`)
  }
})

test('one chunk opens without the others, and only at its own place', async () => {
  const message = makeRandomBytes(50_000)
  const box = await sealBox(key, context, message)
  const opener = await openBoxHeader(key, context, box.slice(0, 56))
  const chunk = (index: number) =>
    box.slice(56 + index * sealedChunkBytes, 56 + (index + 1) * sealedChunkBytes)
  assert.deepEqual(await opener.openChunk(2, chunk(2), false), message.slice(32_768, 49_152))
  assert.deepEqual(await opener.openChunk(3, chunk(3), true), message.slice(49_152))
  await assert.rejects(opener.openChunk(1, chunk(2), false), { code: 'cannot-open' })
  await assert.rejects(opener.openChunk(2, chunk(2), true), { code: 'cannot-open' })
})

test('a chunk is sealed once', async () => {
  const sealer = await makeBoxSealer(key, context)
  await sealer.sealChunk(0, new Uint8Array(3), true)
  await assert.rejects(sealer.sealChunk(0, new Uint8Array(3), true), { name: 'AssertionError' })
})

test('an input key has 32 bytes', async () => {
  for (const length of [16, 31, 33])
    await assert.rejects(importBoxKey(new Uint8Array(length)), { code: 'malformed' })
})
