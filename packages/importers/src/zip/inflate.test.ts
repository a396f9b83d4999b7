/**
 * Goal: what was deflated comes back, whatever the pieces; a cut or damaged stream gives what stands before the fault.
 * Method: zlib of Node as the peer, with every strategy and level; random pieces, cuts and damage.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import zlib from 'node:zlib'
import fc from 'fast-check'
import { crc32 } from './crc32.ts'
import { createInflater, type InflateStop } from './inflate.ts'

interface Inflated {
  readonly bytes: Buffer
  readonly stop: InflateStop
}

function inflate(packed: Uint8Array, pieceBytes: number): Inflated {
  const inflater = createInflater()
  const pieces: Uint8Array[] = []
  let at = 0
  for (;;) {
    const stop = inflater.run()
    pieces.push(inflater.take().slice())
    const isOver = stop === 'end' || stop === 'damaged' || (stop === 'more-input' && at >= packed.length)
    if (isOver) return { bytes: Buffer.concat(pieces), stop }
    if (stop !== 'more-input') continue
    inflater.feed(packed.subarray(at, at + pieceBytes))
    at += pieceBytes
  }
}

/** Text with matches near and far, runs, and noise. */
function sample(seed: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed + 1
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 16
  }
  for (let at = 0; at < length; ) {
    const kind = next() % 4
    const count = Math.min(1 + (next() % 400), length - at)
    const from = at - 1 - (next() % 40_000)
    if (kind === 0) bytes.fill(next(), at, at + count)
    else if (kind < 3 && from >= 0) for (let i = 0; i < count; i++) bytes[at + i] = bytes[from + i] ?? 0
    else for (let i = 0; i < count; i++) bytes[at + i] = next()
    at += count
  }
  return bytes
}

const strategies = [
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { strategy: zlib.constants.Z_FIXED },
  { strategy: zlib.constants.Z_HUFFMAN_ONLY },
  { strategy: zlib.constants.Z_RLE },
]

test('every kind of block comes back, in pieces of any size', () => {
  for (const [index, options] of strategies.entries()) {
    for (const length of [0, 1, 300, 9000, 400_000]) {
      const bytes = sample(index, length)
      const packed = zlib.deflateRawSync(bytes, options)
      for (const pieceBytes of [packed.length + 1, 977, ...(length < 10_000 ? [1, 2, 7] : [])]) {
        const result = inflate(packed, pieceBytes)
        assert.equal(result.stop, 'end')
        assert.ok(result.bytes.equals(bytes), `${JSON.stringify(options)} ${length} ${pieceBytes}`)
      }
    }
  }
})

test('a beginning of the stream gives a beginning of the bytes and asks for more', () => {
  const bytes = sample(7, 30_000)
  const packed = zlib.deflateRawSync(bytes)
  for (let length = 0; length < packed.length; length += 97) {
    const result = inflate(packed.subarray(0, length), 64)
    assert.equal(result.stop, 'more-input')
    assert.ok(bytes.subarray(0, result.bytes.length).equals(result.bytes))
  }
})

test('damage ends a stream or changes it, and is never an exception or without end', () => {
  const packed = zlib.deflateRawSync(sample(3, 20_000))
  const damage = fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(damage, (places) => {
      const copy = Uint8Array.from(packed)
      for (const [at, value] of places) copy[at] = value
      inflate(copy, 500)
    }),
    { numRuns: 500 },
  )
  assert.equal(inflate(Uint8Array.of(7), 1).stop, 'damaged')
})

test('the checksum is that of zlib, however the bytes are cut', () => {
  const bytes = sample(5, 5000)
  for (const cut of [0, 1, 7, 8, 9, 4999, 5000]) {
    assert.equal(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut))), zlib.crc32(bytes))
  }
})
