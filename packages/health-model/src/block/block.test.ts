/**
 * Goal: a block gives back exactly what was put in, whatever the samples, and nothing else is a block.
 * Method: random samples by property, every one-byte change of a stored block, and the rules of specs/block.md one by one.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DeviceId, SourceId } from '../ids.ts'
import { DAY_MILLISECONDS } from '../instant.ts'
import type { MetricId } from '../metrics/catalogue.ts'
import { compareSamples, type Sample } from '../sample.ts'
import { type Block, blockIdentity } from './block.ts'
import { addSample, blocksOfColumns, makeColumns } from './columns.ts'
import { cutBlock } from './cut.ts'
import { decodeBlock, readBlockHeader } from './decode.ts'
import { encodeBlock, encodeBlockStored } from './encode.ts'
import { foldBlocks } from './fold.ts'
import { type BlockSample, samplesOfBlock } from './rows.ts'

const source = SourceId.parse('0123456789abcdef0123456789abcdef')
const device = DeviceId.parse('9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')
const otherDevice = DeviceId.parse('0e2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')
const noon = Date.UTC(2025, 2, 30, 12)

function blocksOf(samples: readonly Sample[], by = device, span: 'day' | 'month' = 'day'): Block[] {
  const [first] = samples
  if (first === undefined) return []
  const columns = makeColumns(first.metric, source)
  for (const { start, end, value, unit, zone } of samples) {
    assert.equal(addSample(columns, start, end, value, unit, zone).ok, true)
  }
  return blocksOfColumns(columns, by, span)
}

function only(blocks: readonly Block[]): Block {
  assert.equal(blocks.length, 1)
  const [block] = blocks
  assert.ok(block)
  return block
}

async function reread(block: Block): Promise<Block> {
  const stored = await decodeBlock(encodeBlockStored(block))
  const deflated = await decodeBlock(await encodeBlock(block))
  assert.ok(stored.ok && deflated.ok)
  assert.deepEqual(stored.value, deflated.value)
  return deflated.value
}

const anyValue = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map((integer) => integer / 1000),
  fc.float({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e14, max: 1e14 }),
)

const anySample = fc
  .record({
    offset: fc.oneof(fc.integer({ min: 0, max: 200_000_000 }), fc.constantFrom(0, 1000, 2000)),
    duration: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000_000 })),
    value: anyValue,
    unit: fc.constantFrom('kg', 'kg', 'lb', 'g'),
    zone: fc.constantFrom('', '', 'Europe/Berlin', 'Asia/Kathmandu'),
  })
  .map(
    ({ offset, duration, value, unit, zone }): Sample => ({
      metric: 'weight',
      source,
      start: noon + offset,
      end: noon + offset + duration,
      value: value + 0,
      unit,
      zone,
    }),
  )

/** The slow obvious reading of §1: sort, then drop what is equal in everything but the zone. */
function expected(samples: readonly Sample[]): BlockSample[] {
  const kept = new Map<string, BlockSample>()
  for (const sample of samples) {
    const { start, end, value, unit, zone } = sample
    const name = JSON.stringify([start, end, value, unit])
    const zones = [kept.get(name)?.zone ?? '', zone].filter((one) => one !== '').sort()
    kept.set(name, { ...sample, zone: zones[0] ?? '', told: 0 })
  }
  return [...kept.values()].sort(compareSamples)
}

test('what comes out is what went in: sorted, doubles once, every bit of every number', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anySample, { minLength: 1, maxLength: 60 }), async (samples) => {
      const blocks = await Promise.all(blocksOf(samples).map(reread))
      assert.deepEqual(
        blocks.flatMap((block) => [...samplesOfBlock(block)]),
        expected(samples),
      )
      for (const { key, starts } of blocks) {
        assert.ok(starts.every((start) => Math.floor(start / DAY_MILLISECONDS) === key.day))
      }
    }),
    { numRuns: 150 },
  )
})

test('the order in which samples are added does not matter, and adding them twice changes nothing', () => {
  fc.assert(
    fc.property(fc.array(anySample, { minLength: 1, maxLength: 30 }), (samples) => {
      const once = blocksOf(samples).map(encodeBlockStored)
      assert.deepEqual(blocksOf([...samples].reverse()).map(encodeBlockStored), once)
      assert.deepEqual(blocksOf([...samples, ...samples]).map(encodeBlockStored), once)
    }),
    { numRuns: 50 },
  )
})

test('a day of more than 65,536 samples comes in parts', async () => {
  const samples = Array.from({ length: 70_000 }, (_, index) => beat(index * 1000, 60 + (index % 40)))
  const blocks = blocksOf(samples)
  assert.deepEqual(
    blocks.map(({ key, count }) => [key.day - Math.floor(noon / DAY_MILLISECONDS), key.part, count]),
    [
      [0, 0, 43_200],
      [1, 0, 26_800],
    ],
  )
  const month = blocksOf(samples, device, 'month')
  assert.deepEqual(
    month.map(({ key, count }) => [key.part, count]),
    [
      [0, 65_536],
      [1, 4464],
    ],
  )
  for (const block of month) assert.deepEqual(await reread(block), block)
})

function beat(offset: number, value: number, metric: MetricId = 'heart_rate'): Sample {
  return { metric, source, start: noon + offset, end: noon + offset, value, unit: '/min', zone: '' }
}

test('no change of a single byte of a stored block gives another block of the same samples, or crashes', async () => {
  const block = only(
    blocksOf([beat(0, 61), beat(1000, 62.5), beat(2000, 62.5), beat(2000, 63), beat(9000, 61)]),
  )
  const stored = encodeBlockStored(block)
  for (let at = 0; at < stored.length; at++) {
    for (const change of [0x01, 0x80, 0xff]) {
      const bytes = stored.slice()
      bytes[at] = (bytes[at] ?? 0) ^ change
      const read = await decodeBlock(bytes)
      if (read.ok) assert.deepEqual(encodeBlockStored(read.value), bytes, `byte ${at}`)
    }
  }
})

test('a block that is cut short, or goes on, is refused', async () => {
  const block = only(blocksOf([beat(0, 61), beat(1000, 62.5), beat(2000, 64)]))
  const stored = encodeBlockStored(block)
  for (let length = 0; length < stored.length; length++) {
    assert.equal((await decodeBlock(stored.slice(0, length))).ok, false)
  }
  const long = only(blocksOf(Array.from({ length: 500 }, (_, index) => beat(index * 1000, 60 + (index % 7)))))
  for (const bytes of [stored, await encodeBlock(long)]) {
    assert.equal((await decodeBlock(Uint8Array.of(...bytes, 0))).ok, false)
  }
})

test('a body that inflates to more than its header says is refused, whatever its size', async () => {
  const block = only(blocksOf(Array.from({ length: 2000 }, (_, index) => beat(index * 1000, 60))))
  const bytes = await encodeBlock(block)
  const lengthAt = 4 + 7 + 1 + 'heart_rate'.length + 32 + 12
  const view = new DataView(bytes.buffer)
  const length = view.getUint32(lengthAt)
  assert.ok(length >= 4000)
  for (const stated of [length - 1, length + 1, 10]) {
    view.setUint32(lengthAt, stated)
    assert.deepEqual(await decodeBlock(bytes), {
      ok: false,
      error: { type: 'MalformedBlock', fault: 'body' },
    })
  }
  view.setUint32(lengthAt, 0xffff_ffff)
  assert.deepEqual(await decodeBlock(bytes), {
    ok: false,
    error: { type: 'MalformedBlock', fault: 'body length' },
  })
})

test('random bytes behind a right magic number are refused or read, never a crash', async () => {
  const head = encodeBlockStored(only(blocksOf([beat(0, 61), beat(1000, 62)])))
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 120 }),
      fc.integer({ min: 4, max: head.length }),
      async (noise, keep) => {
        const bytes = Uint8Array.of(...head.slice(0, keep), ...noise)
        const read = await decodeBlock(bytes)
        if (read.ok) assert.deepEqual(encodeBlockStored(read.value), bytes)
      },
    ),
    { numRuns: 500 },
  )
})

test('the header alone tells the count, smallest, largest and sum of each 1,024 samples in the canonical unit', () => {
  const samples = Array.from({ length: 1500 }, (_, index): Sample => {
    const start = noon + index * 1000
    return { metric: 'weight', source, start, end: start, value: 100 + index / 10, unit: 'lb', zone: '' }
  })
  const header = readBlockHeader(encodeBlockStored(only(blocksOf(samples))))
  assert.ok(header.ok)
  const [first, second] = header.value.segments
  assert.deepEqual([first?.count, second?.count], [1024, 476])
  assert.equal(first?.minimum, 45.359237)
  assert.equal(second?.start, noon + 1_024_000)
  assert.ok(Math.abs((first?.sum ?? 0) / 1024 - 0.45359237 * (100 + 1023 / 20)) < 1e-6)
})

test('what is not a sample is refused when it is added', () => {
  const columns = makeColumns('heart_rate', source)
  const refuse = (start: number, end: number, value: number, unit: string, zone = '') => {
    const added = addSample(columns, start, end, value, unit, zone)
    return added.ok ? null : added.error.type
  }
  assert.equal(refuse(noon, noon - 1, 60, '/min'), 'BadTime')
  assert.equal(refuse(noon + 0.5, noon + 1, 60, '/min'), 'BadTime')
  assert.equal(refuse(noon, noon + 400 * DAY_MILLISECONDS, 60, '/min'), 'BadTime')
  assert.equal(refuse(-1e15, -1e15, 60, '/min'), 'BadTime')
  assert.equal(refuse(noon, noon, Number.NaN, '/min'), 'BadValue')
  assert.equal(refuse(noon, noon, 1e16, '/min'), 'BadValue')
  assert.equal(refuse(noon, noon, 60, 'kg'), 'UnknownUnit')
  assert.equal(refuse(noon, noon, 60, '/min', 'not a zone'), 'BadZone')
  assert.equal(refuse(noon, noon, 60, 'count/min', 'Europe/Berlin'), null)
  assert.equal(columns.count, 1)
})

test('folding the days of two devices gives each sample once, and the month of either order is the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anySample, { minLength: 1, maxLength: 30 }),
      fc.array(anySample, { maxLength: 30 }),
      async (mine, others) => {
        const inMonth = (sample: Sample) => sample.start < Date.UTC(2025, 3, 1)
        const [left, right] = [mine.filter(inMonth), others.filter(inMonth)]
        const blocks = [...blocksOf(left), ...blocksOf([...right, ...left], otherDevice)]
        const folded = foldBlocks(blocks, device)
        assert.deepEqual(
          folded.flatMap((block) => [...samplesOfBlock(block)]),
          expected([...left, ...right]),
        )
        assert.deepEqual(foldBlocks([...blocks].reverse(), device), folded)
        for (const block of folded) assert.deepEqual(await reread(block), block)
      },
    ),
    { numRuns: 50 },
  )
})

test('a cut keeps what the consent covers and nothing else', () => {
  const metrics = new Set<MetricId>(['weight'])
  fc.assert(
    fc.property(
      fc.array(anySample, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 200_000_000 }),
      (samples, offset) => {
        const since = noon + offset
        for (const block of blocksOf(samples)) {
          const left = cutBlock(block, [{ metrics, dataSince: since, resolution: 'raw' }])
          const kept = [...samplesOfBlock(block)].filter((sample) => sample.start >= since)
          assert.deepEqual(left === null ? [] : [...samplesOfBlock(left)], kept)
          if (left !== null) assert.deepEqual(blocksOf(kept)[0]?.contexts, left.contexts)
        }
      },
    ),
    { numRuns: 100 },
  )
  const block = only(blocksOf([beat(0, 60)]))
  assert.equal(cutBlock(block, [{ metrics, dataSince: null, resolution: 'raw' }]), null)
  const covered = new Set<MetricId>(['heart_rate'])
  assert.equal(cutBlock(block, [{ metrics: covered, dataSince: null, resolution: 'hourly' }]), null)
  assert.equal(cutBlock(block, [{ metrics: covered, dataSince: null, resolution: 'raw' }]), block)
  const fineLate = { metrics: covered, dataSince: noon + 1, resolution: 'raw' as const }
  const coarseEver = { metrics: covered, dataSince: null, resolution: 'daily' as const }
  assert.equal(cutBlock(block, [fineLate, coarseEver]), null)
  assert.equal(cutBlock(block, [{ ...fineLate, dataSince: noon }, coarseEver]), block)
  assert.equal(cutBlock(block, []), null)
})

test('every part of a block key changes its identity', () => {
  const { key } = only(blocksOf([beat(0, 60)]))
  const names = [
    key,
    { ...key, part: 1 },
    { ...key, day: key.day - 1 },
    { ...key, span: 'month' as const },
    { ...key, device: otherDevice },
    { ...key, source: SourceId.parse('ff'.repeat(16)) },
    { ...key, metric: 'heart_rate_resting' as const },
  ].map((one) => Buffer.from(blockIdentity(one)).toString('hex'))
  assert.equal(new Set(names).size, names.length)
})
