/**
 * Goal: of a span that a source told again, the value that it told last counts, whoever imported what and when.
 * Method: small tellings by hand, then random ones in random orders on several devices, folded and read back.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { present } from '@nornos/std'
import fc from 'fast-check'
import { DeviceId, SourceId } from '../ids.ts'
import { DAY_MILLISECONDS } from '../instant.ts'
import type { MetricId } from '../metrics/catalogue.ts'
import type { Block } from './block.ts'
import { addSample, blocksOfColumns, makeColumns } from './columns.ts'
import { cutBlock } from './cut.ts'
import { decodeBlock } from './decode.ts'
import { encodeBlockStored } from './encode.ts'
import { addBlock, foldBlocks } from './fold.ts'
import { samplesOfBlock } from './rows.ts'

const source = SourceId.parse('0123456789abcdef0123456789abcdef')
const device = DeviceId.parse('9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')
const morning = Date.UTC(2025, 2, 3, 7)

/** Start, end, value, when it was told. */
type Telling = readonly [start: number, end: number, value: number, told: number]

function blocksOf(id: MetricId, tellings: readonly Telling[], unit = '%'): Block[] {
  const columns = makeColumns(id, source)
  for (const [start, end, value, told] of tellings) {
    assert.ok(addSample(columns, start, end, value, unit, '', told).ok)
  }
  return blocksOfColumns(columns, device, 'month')
}

function valuesOf(blocks: readonly Block[]): number[] {
  return blocks.flatMap((block) => [...block.values])
}

test('of a score that is told again, the one told last counts, and an older telling brings nothing back', () => {
  const [older, newer]: Telling[] = [
    [morning, morning, 80, 100],
    [morning, morning, 62, 200],
  ] as const
  assert.ok(older && newer)
  for (const tellings of [
    [older, newer],
    [newer, older],
    [older, newer, older],
  ]) {
    assert.deepEqual(valuesOf(blocksOf('readiness_score', tellings)), [62])
  }
  // It goes back to what it was.
  const back: Telling = [morning, morning, 80, 300]
  assert.deepEqual(valuesOf(blocksOf('readiness_score', [back, newer, older])), [80])
  // What was told at a time that nobody knows is older than anything.
  assert.deepEqual(valuesOf(blocksOf('readiness_score', [[morning, morning, 90, 0], older])), [80])
})

test('another span is another value, and so is what was told at the same time', () => {
  const nap: Telling = [morning, morning + 1, 40, 100]
  const night: Telling = [morning, morning, 80, 200]
  const other: Telling = [morning, morning + 1, 41, 100]
  assert.deepEqual(valuesOf(blocksOf('sleep_score', [night, nap], '{score}')), [80, 40])
  assert.deepEqual(valuesOf(blocksOf('sleep_score', [other, nap], '{score}')), [40, 41])
})

test('readings of a sensor, parts of a sum, events and stages stand side by side', () => {
  const [hour, day] = [3_600_000, DAY_MILLISECONDS]
  const cases: readonly (readonly [MetricId, number, string, number])[] = [
    ['heart_rate', 0, '/min', 2],
    ['heart_rate', hour, '/min', 2],
    ['heart_rate', day, '/min', 1],
    ['stress_level', 0, '{score}', 2],
    ['stress_level', day, '{score}', 1],
    ['uv_index', day, '1', 1],
    ['heart_rate_resting', 0, '/min', 1],
    ['hrv_rmssd', 0, 'ms', 1],
    ['weight', 0, 'kg', 2],
    ['bp_systolic', 0, 'mm[Hg]', 2],
    ['steps', day, 'count', 2],
    ['falls', day, '{event}', 2],
    ['mood', day, '{score}', 2],
    ['sleep_hypnogram', hour, '1', 2],
  ]
  for (const [id, duration, unit, left] of cases) {
    const end = morning + duration
    const blocks = blocksOf(
      id,
      [
        [morning, end, 1, 100],
        [morning, end, 2, 200],
      ],
      unit,
    )
    assert.equal(valuesOf(blocks).length, left, `${id} of ${duration} ms`)
    if (left === 2) assert.ok(blocks.every(({ contexts }) => contexts.every(({ told }) => told === 0)))
  }
})

const anyTelling = fc
  .tuple(
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom(0, 60_000),
    fc.integer({ min: 1, max: 3 }),
    fc.constantFrom(0, 100, 200, 300),
  )
  .map(([at, duration, value, told]): Telling => [morning + at, morning + at + duration, value, told])
const devices = [device, DeviceId.parse('0e2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')] as const

test('whatever the order of imports, and whichever device made them, the result is the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyTelling, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (imports, chance) => {
        const order = imports
          .map((tellings) => ({ tellings, at: present(chance.next().value, 'endless'), on: 0 }))
          .map((one) => ({ ...one, on: present(chance.next().value, 'endless') % 2 }))
          .toSorted((left, right) => left.at - right.at)
        const own: [Block[], Block[]] = [[], []]
        for (const { on, tellings } of order) {
          const columns = makeColumns('readiness_score', source)
          for (const block of [...(own[on] ?? []), ...blocksOf('readiness_score', tellings)])
            addBlock(columns, block)
          own[on] = blocksOfColumns(columns, devices[on] ?? device, 'month')
        }
        const merged = foldBlocks(own.flat(), device)
        assert.deepEqual(merged, blocksOf('readiness_score', imports.flat()))
        const spans = new Map<string, Telling[]>()
        for (const telling of imports.flat()) {
          const name = `${telling[0]} ${telling[1]}`
          spans.set(name, [...(spans.get(name) ?? []), telling])
        }
        for (const { end, start, told, value } of merged.flatMap((block) => [...samplesOfBlock(block)])) {
          const tellings = present(spans.get(`${start} ${end}`), 'it was told')
          assert.equal(told, Math.max(...tellings.map(([, , , at]) => at)))
          assert.ok(tellings.some(([, , said, at]) => said === value && at === told))
        }
      },
    ),
  )
})

test('a block keeps when it was told, and what leaves the device does not say it', async () => {
  const blocks = blocksOf('readiness_score', [
    [morning, morning, 80, 1_756_000_000_000],
    [morning + 1, morning + 1, 81, 1_756_000_000_000],
    [morning + 2, morning + 2, 82, 1_756_000_086_400],
  ])
  const block = present(blocks[0], 'one month')
  const bytes = encodeBlockStored(block)
  assert.equal(bytes[4], 2)
  const read = await decodeBlock(bytes)
  assert.ok(read.ok)
  assert.deepEqual(read.value, block)
  const metrics = new Set<MetricId>(['readiness_score'])
  for (const [dataSince, count] of [
    [null, 3],
    [morning + 1, 2],
  ] as const) {
    const left = present(cutBlock(block, [{ metrics, dataSince, resolution: 'raw' }]), 'all is covered')
    assert.equal(left.count, count)
    assert.deepEqual(left.contexts, [{ first: 0, unit: '%', zone: '', told: 0 }])
    assert.equal(encodeBlockStored(left)[4], 1)
  }
})

test('a block that says of nothing when it was told is one of version 1', async () => {
  const [bytes, later] = [1, 2].map((told) => {
    const [block] = blocksOf('readiness_score', [[morning, morning, 80, told]])
    return encodeBlockStored(present(block, 'one month'))
  })
  assert.ok(bytes && later)
  bytes[bytes.findIndex((byte, index) => byte !== later[index])] = 0
  assert.deepEqual(await decodeBlock(bytes), {
    ok: false,
    error: { type: 'MalformedBlock', fault: 'context' },
  })
})
