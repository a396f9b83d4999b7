/**
 * Goal: FIT files of watches, bikes and scales become what they measured.
 * Method: files made message by message, every cut, random damage; real files against the counts of their index.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { mergeSources, SourceId } from '@nornos/health-model'
import fc from 'fast-check'
import { blobOf, recordingSink, streamOf } from '../../test/recording-sink.ts'
import { type FitMessageBytes, fitFile } from '../generate/fit-file.ts'
import { importFile } from '../import-file.ts'

const SECONDS = 1_000_000_000
const START = (SECONDS + 631_065_600) * 1000
const fileId: FitMessageBytes = {
  message: 0,
  fields: [
    [0, 0, 4],
    [1, 132, 1],
    [2, 132, 1234],
    [4, 134, SECONDS],
  ],
}
const record = (second: number, rate: number): FitMessageBytes => ({
  message: 20,
  fields: [
    [253, 134, SECONDS + second],
    [3, 2, rate],
    [6, 132, 2500],
    [0, 133, 2 ** 29],
    [1, 133, 2 ** 28],
  ],
})

async function importFit(bytes: Uint8Array) {
  const sink = recordingSink()
  const result = await importFile(streamOf(bytes, 100), sink)
  assert.ok(result.ok)
  return { sink, report: result.value }
}

test('points of an activity are samples at their instants, and a route', async () => {
  const { sink, report } = await importFit(fitFile([fileId, record(0, 120), record(1, 121), record(2, 255)]))
  assert.deepEqual(
    sink.of('heart_rate').map(({ start, value }) => [start - START, value]),
    [
      [0, 120],
      [1000, 121],
    ],
  )
  assert.equal(sink.of('workout_speed')[0]?.value, 2.5)
  assert.equal(sink.of('heart_rate')[0]?.key.source.manufacturer, 'Garmin')
  const route = sink.records.find(({ metric }) => metric === 'workout_route')?.content
  assert.ok(route?.resourceType === 'Track')
  assert.deepEqual([route.latitudes[0], route.longitudes[0]], [45, 22.5])
  assert.equal(report.read['record'], 3)
})

test('either byte order is the same file', async () => {
  const flip = (message: FitMessageBytes): FitMessageBytes => ({ ...message, isBigEndian: true })
  const messages = [fileId, record(0, 90), record(5, 91)]
  const little = await importFit(fitFile(messages))
  const big = await importFit(fitFile(messages.map(flip)))
  assert.deepEqual(big.sink.samples, little.sink.samples)
})

test('counters of steps become what was added, through a sixteen-bit clock and a restart', async () => {
  const count = (cycles: number, time: readonly [number, number, number]): FitMessageBytes => ({
    message: 55,
    fields: [time, [5, 0, 6], [3, 134, cycles]],
  })
  const low = (second: number) => [26, 132, (SECONDS + second) % 65_536] as const
  const { sink } = await importFit(
    fitFile([
      fileId,
      count(100, [253, 134, SECONDS]),
      count(160, low(60)),
      count(160, low(120)),
      count(20, low(180)),
    ]),
  )
  assert.deepEqual(
    sink.of('steps').map(({ start, end, value }) => [start - START, end - START, value]),
    [
      [0, 0, 100],
      [0, 60_000, 60],
      [180_000, 180_000, 20],
    ],
  )
})

test('walking and running count beside each other, and neither hides the other', async () => {
  const count = (kind: number, cycles: number, second: number): FitMessageBytes => ({
    message: 55,
    fields: [
      [253, 134, SECONDS + second],
      [5, 0, kind],
      [3, 134, cycles],
    ],
  })
  const [walking, running] = [6, 1]
  const { sink } = await importFit(
    fitFile([
      fileId,
      ...[count(walking, 100, 0), count(running, 10, 0)],
      ...[count(running, 310, 300), count(walking, 150, 600), count(running, 350, 600)],
    ]),
  )
  const samples = sink.of('steps').map(({ start, end, value }) => {
    const source = SourceId.parse('a'.repeat(32))
    return { source, start, end, value: value as number, zone: '' }
  })
  const merged = mergeSources(samples, []).reduce((sum, { value }) => sum + value, 0)
  // The profile counts half cycles: what is written are steps.
  assert.equal(merged, 150 + 350)
})

test('the files that a watch wrote on one day count its steps once, whichever are imported and in whatever order', async () => {
  const [walking, running] = [6, 1]
  /** What the counter of a kind had counted since midnight, so many seconds after it. */
  const count = (kind: number, steps: number, second: number): FitMessageBytes => ({
    message: 55,
    fields: [
      [253, 134, SECONDS - SINCE_MIDNIGHT + second],
      [5, 0, kind],
      [3, 134, steps],
    ],
  })
  const clock: FitMessageBytes = {
    message: 103,
    fields: [
      [253, 134, SECONDS],
      [0, 134, SECONDS + 7_200],
    ],
  }
  const hour = 3_600
  const files = [
    [count(walking, 40, hour), count(walking, 1_000, 8 * hour), count(running, 300, 8 * hour)],
    [count(walking, 1_000, 8 * hour), count(running, 300, 9 * hour), count(walking, 5_000, 15 * hour)],
    [count(walking, 5_000, 15 * hour), count(running, 300, 15 * hour), count(walking, 6_000, 24 * hour)],
    [count(walking, 70, 25 * hour), count(walking, 90, 26 * hour)],
  ]
  const daysOf = async (some: typeof files) => {
    const samples = []
    for (const file of some) {
      const { sink } = await importFit(fitFile([fileId, clock, ...file]))
      for (const { start, end, value } of sink.of('steps'))
        samples.push({ source: SourceId.parse('a'.repeat(32)), start, end, value, zone: '' })
    }
    const nextMidnight = START - SINCE_MIDNIGHT * 1_000 + 86_400_000
    const merged = mergeSources(samples, [])
    const sumOf = (isIn: (start: number) => boolean) =>
      Math.round(merged.reduce((sum, { start, value }) => sum + (isIn(start) ? value : 0), 0))
    return [sumOf((start) => start < nextMidnight), sumOf((start) => start >= nextMidnight)]
  }
  assert.deepEqual(await daysOf(files), [6_300, 90])
  assert.deepEqual(await daysOf(files.toReversed()), [6_300, 90])
  assert.deepEqual(await daysOf(files.slice(2)), [6_300, 90])
  assert.deepEqual(await daysOf(files.slice(0, 1)), [1_300, 0])
})

/** Seconds between the wearer's midnight, two hours ahead of UTC, and `SECONDS`. */
const SINCE_MIDNIGHT = 13_600

test('sleep levels hold until the next one; weight keeps its parts', async () => {
  const level = (second: number, code: number): FitMessageBytes => ({
    message: 275,
    fields: [
      [253, 134, SECONDS + second],
      [0, 0, code],
    ],
  })
  const scale: FitMessageBytes = {
    message: 30,
    fields: [
      [253, 134, SECONDS],
      [0, 132, 7250],
      [1, 132, 1950],
      [2, 132, 5500],
    ],
  }
  const { sink } = await importFit(fitFile([fileId, level(0, 2), level(600, 3), level(900, 1), scale]))
  assert.deepEqual(
    sink.of('sleep_hypnogram').map(({ start, end, value }) => [(end - start) / 1000, value]),
    [
      [600, 3],
      [300, 4],
    ],
  )
  assert.equal(sink.of('weight')[0]?.value, 72.5)
  assert.equal(sink.of('body_water')[0]?.value, 39.875)
})

test('chained files are read one after the other', async () => {
  const one = fitFile([fileId, record(0, 100)])
  const { sink } = await importFit(Uint8Array.from([...one, ...one]))
  assert.equal(sink.of('heart_rate').length, 2)
})

/** A record with a field of the maker's own behind those of the profile, and the message that describes it. */
function withDeveloperField(name: string, nativeField: number): Uint8Array {
  const text = [...name.padEnd(18, '\0')].map((letter) => letter.charCodeAt(0))
  const described = [0x40, 0, 0, 206, 0, 5, 0, 1, 2, 1, 1, 2, 2, 1, 2, 3, 18, 7, 15, 1, 2]
  const description = [0, 0, 3, 132, ...text, nativeField]
  const definition = [0x60, 0, 0, 20, 0, 2, 253, 4, 134, 3, 1, 2, 1, 3, 2, 0]
  const time = [...new Uint8Array(Uint32Array.of(SECONDS).buffer)]
  const content = [...described, ...description, ...definition, 0, ...time, 120, 0x2c, 0x01]
  const header = [14, 0x20, 0, 0, content.length, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0]
  return Uint8Array.from([...header, ...content, 0, 0])
}

test('a field of the maker is read as the one that it stands for, or by its name, or passed over and said', async () => {
  const native = await importFit(withDeveloperField('Strange', 7))
  assert.deepEqual(
    [native.sink.of('workout_power')[0]?.value, native.sink.of('heart_rate')[0]?.value],
    [300, 120],
  )
  const named = await importFit(withDeveloperField('Power', 255))
  assert.equal(named.sink.of('workout_power')[0]?.value, 300)
  const unknown = await importFit(withDeveloperField('Form Oscillation', 255))
  assert.equal(unknown.sink.of('workout_power').length, 0)
  assert.equal(unknown.sink.of('heart_rate').length, 1)
  assert.deepEqual(unknown.report.detailsNotKept, { 'developer field Form Oscillation': 1 })
})

test('any beginning gives a beginning and says that it is one; damage is never an exception', async () => {
  const bytes = fitFile([fileId, ...Array.from({ length: 30 }, (_, at) => record(at, 100 + at))])
  const whole = (await importFit(bytes)).sink.samples
  for (let length = 14; length < bytes.length - 2; length += 7) {
    const { sink, report } = await importFit(bytes.slice(0, length))
    assert.deepEqual(sink.samples, whole.slice(0, sink.samples.length))
    assert.equal(report.partial.length, 1)
  }
  const damage = fc.array(fc.tuple(fc.integer({ min: 12, max: bytes.length - 1 }), fc.nat(255)), {
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(damage, async (places) => {
      const copy = bytes.slice()
      for (const [at, value] of places) copy[at] = value
      await importFile(blobOf(copy), recordingSink())
    }),
    { numRuns: 60 },
  )
})

const realFiles = process.env['NORNOS_REAL_FILES']
const index = join(realFiles ?? '', 'INDEX.md')
const skip =
  realFiles === undefined || !existsSync(index) ? 'NORNOS_REAL_FILES names no folder with an index' : false

test('real files hold as many points as their index says, made with another decoder', { skip }, async () => {
  const rows = [...readFileSync(index, 'utf8').matchAll(/^\| (fit\/\S+) .*?; (.*?);/gm)]
  assert.ok(rows.length > 10)
  for (const [, name = '', counts = ''] of rows) {
    const result = await importFile(blobOf(readFileSync(join(realFiles ?? '', name))), recordingSink())
    assert.ok(result.ok, name)
    for (const message of ['record', 'session', 'hrv', 'monitoring', 'event']) {
      const expected = new RegExp(`\\b${message} (\\d+)`).exec(counts)?.[1]
      if (expected !== undefined) {
        assert.equal(result.value.read[message], Number(expected), `${name} ${message}`)
      }
    }
  }
})
