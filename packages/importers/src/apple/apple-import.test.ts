/**
 * Goal: an Apple Health export becomes exactly what it holds, once.
 * Method: generated exports against the truth of their generator, every kind of damage, and real exports (when
 * NORNOS_REAL_FILES names a folder) against counts made with a few plain expressions.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import fc from 'fast-check'
import { blobOf, bytesOf, type RecordingSink, recordingSink, streamOf } from '../../test/recording-sink.ts'
import { type AppleExportOptions, type AppleTruth, generateAppleExport } from '../generate/apple-export.ts'
import { importFile } from '../import-file.ts'
import type { ImportReport } from '../report.ts'

interface Imported {
  readonly sink: RecordingSink
  readonly report: ImportReport
}

async function importBytes(bytes: Uint8Array, size = 100_000): Promise<Imported> {
  const sink = recordingSink()
  const result = await importFile(streamOf(bytes, size), sink)
  assert.ok(result.ok)
  return { sink, report: result.value }
}

function generate(options: AppleExportOptions): { bytes: Uint8Array; truth: AppleTruth } {
  const { text, truth } = generateAppleExport(options)
  return { bytes: bytesOf(text), truth }
}

function sumOf(sink: RecordingSink, ...metrics: string[]): number {
  return metrics.flatMap((metric) => sink.of(metric)).reduce((sum, sample) => sum + sample.value, 0)
}

function assertClose(actual: number, expected: number | undefined): void {
  assert.ok(
    expected !== undefined && Math.abs(actual - expected) <= Math.abs(expected) * 1e-9,
    `${actual} ${expected}`,
  )
}

test('every record of an export is counted under its type, and the sums are those of the file', async () => {
  const { bytes, truth } = generate({ days: 12 })
  const { sink, report } = await importBytes(bytes)
  for (const [type, count] of Object.entries(truth.counts)) assert.equal(report.read[type], count, type)
  const quantity = (name: string) => truth.sums[`HKQuantityTypeIdentifier${name}`]
  assertClose(sumOf(sink, 'steps'), quantity('StepCount'))
  assertClose(sumOf(sink, 'energy_active'), quantity('ActiveEnergyBurned'))
  assertClose(sumOf(sink, 'heart_rate'), quantity('HeartRate'))
  assertClose(sumOf(sink, 'spo2'), (quantity('OxygenSaturation') ?? 0) * 100)
  assertClose(sumOf(sink, 'glucose_cgm', 'glucose_fingerstick'), quantity('BloodGlucose'))
  assertClose(sumOf(sink, 'hrv_sdnn'), quantity('HeartRateVariabilitySDNN'))
  assert.equal(report.partial.length, 0)
  assert.deepEqual(report.skipped, [])
})

test('what is unknown is kept raw with all that belongs to it, and counted', async () => {
  const { bytes, truth } = generate({ days: 4 })
  const { sink, report } = await importBytes(bytes)
  const type = 'HKCategoryTypeIdentifierHandwashingEvent'
  assert.equal(report.unknown[type], truth.counts[type])
  assert.equal(sink.rawItems.length, truth.counts[type])
  assert.match(sink.rawItems[0]?.text ?? '', /<Record type="HKCategory.*HKTimeZone/s)
})

test('a source is one source, whatever pointer and version the export printed', async () => {
  const { sink } = await importBytes(generate({ days: 6 }).bytes)
  const sources = new Set(sink.of('heart_rate').map((sample) => JSON.stringify(sample.key.source)))
  assert.equal(sources.size, 1)
  const source = sink.of('heart_rate')[0]?.key.source
  assert.deepEqual(source, {
    name: 'Sam\u2019s Apple Watch',
    manufacturer: 'Apple Inc.',
    model: 'Watch',
    hardware: 'Watch7,4',
  })
  assert.equal(sink.of('weight')[0]?.key.source.name, 'Scale & Co "Pro"')
  assert.equal(sink.of('weight')[0]?.key.unit, '[lb_av]')
})

test('the printed offset says the instant and nothing else; the zone is what the record states', async () => {
  const here = await importBytes(generate({ days: 2, offsetMinutes: 120 }).bytes)
  const there = await importBytes(generate({ days: 2, offsetMinutes: -480 }).bytes)
  assert.deepEqual(here.sink.samples, there.sink.samples)
  assert.equal(here.sink.of('sleep_hypnogram')[0]?.key.zone, 'Europe/Stockholm')
  assert.equal(here.sink.of('steps')[0]?.key.zone, '')
})

test('a typed glucose value is a finger prick, one of a sensor is not', async () => {
  const { sink } = await importBytes(generate({ days: 4 }).bytes)
  assert.equal(sink.of('glucose_fingerstick').length, 2)
  assert.equal(sink.of('glucose_cgm').length, 4)
  assert.equal(sink.of('glucose_cgm')[0]?.key.unit, 'mmol/L')
})

test('a beat list becomes the intervals between its beats, at their instants', async () => {
  const { bytes, truth } = generate({ days: 3 })
  const { sink, report } = await importBytes(bytes)
  assert.equal(report.read['InstantaneousBeatsPerMinute'], truth.beats)
  const intervals = sink.of('rr_intervals')
  const lists = truth.counts['HKQuantityTypeIdentifierHeartRateVariabilitySDNN'] ?? 0
  assert.equal(intervals.length, truth.beats - lists)
  const record = sink.of('hrv_sdnn')[0]
  const first = intervals.find((interval) => interval.start >= (record?.start ?? 0))
  assert.equal(first?.start, (record?.start ?? 0) + 500)
  assert.ok(intervals.every(({ start, end, value }) => value === end - start && value > 900 && value < 1100))
})

test('a workout keeps its events, statistics and place, and is one workout', async () => {
  const { bytes, truth } = generate({ days: 4 })
  const { sink } = await importBytes(bytes)
  const workouts = sink.records.filter((record) => record.metric === 'workout_session')
  assert.equal(workouts.length, truth.workouts)
  const content = workouts[0]?.content
  assert.ok(content?.resourceType === 'Workout')
  assert.equal(content.activity, 'running')
  assert.equal(content.elevationGainMetres, 32)
  assert.equal(content.indoor, false)
  assert.deepEqual(
    content.events.map((event) => event.type),
    ['pause', 'resume', 'segment'],
  )
  assert.deepEqual(
    content.statistics.map((one) => one.metric),
    ['distance_walk_run', 'energy_active', 'heart_rate'],
  )
  assert.equal(workouts[0]?.zone, 'Europe/Stockholm')
})

test('every record that is handed over is a record of the health model', async () => {
  const { sink } = await importBytes(generate({ days: 10 }).bytes)
  const recordId = recordIdOfHash(new Uint8Array(32))
  for (const record of sink.records) HealthRecord.parse({ recordId, ...record })
  assert.deepEqual([...new Set(sink.records.map((record) => record.metric))].sort(), [
    'activity_goal_rings',
    'birth_date',
    'blood_type',
    'running_form',
    'sex',
    'symptom',
    'workout_session',
  ])
})

test('a broken DTD, control characters, line breaks between attributes: all the same samples', async () => {
  const plain = await importBytes(generate({ days: 2 }).bytes)
  const pretty = await importBytes(generate({ days: 2, isPretty: true, isDtdBroken: true }).bytes)
  assert.deepEqual(pretty.sink.samples, plain.sink.samples)
  const control = await importBytes(generate({ days: 2, hasControlCharacters: true }).bytes)
  assert.equal(control.sink.samples.length, plain.sink.samples.length + 1)
})

test('random exports give their counts, in any chunking', async () => {
  const options = fc.record({
    days: fc.integer({ min: 0, max: 3 }),
    seed: fc.string(),
    size: fc.integer({ min: 1, max: 9000 }),
  })
  await fc.assert(
    fc.asyncProperty(options, async ({ days, seed, size }) => {
      const { bytes, truth } = generate({ days, seed })
      const { sink, report } = await importBytes(bytes, size * 31)
      for (const [type, count] of Object.entries(truth.counts)) assert.equal(report.read[type], count, type)
      assertClose(sumOf(sink, 'steps') + 1, (truth.sums['HKQuantityTypeIdentifierStepCount'] ?? 0) + 1)
    }),
    { numRuns: 8 },
  )
})

test('any beginning of an export gives a beginning of its samples, and says where it ended', async () => {
  const { bytes } = generate({ days: 1 })
  const whole = await importBytes(bytes)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 3000, max: bytes.length - 20 }), async (length) => {
      const { sink, report } = await importBytes(bytes.slice(0, length))
      assert.deepEqual(sink.samples, whole.sink.samples.slice(0, sink.samples.length))
      assert.equal(report.partial.length, 1)
      assert.ok((report.partial[0]?.place ?? -1) <= length)
    }),
    { numRuns: 25 },
  )
})

test('a mutilated export never stops the import', async () => {
  const { bytes } = generate({ days: 1 })
  const mutation = fc.tuple(fc.integer({ min: 300, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }))
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 200 }), async (mutations) => {
      const copy = bytes.slice()
      for (const [at, value] of mutations) copy[at] = value
      await importFile(blobOf(copy), recordingSink())
    }),
    { numRuns: 30 },
  )
})

test('bad dates, values, codes and units are left out one by one, each with its reason', async () => {
  const record = (rest: string) => `<Record sourceName="A" ${rest}/>`
  const day = 'startDate="2024-02-30 08:00:00 +0100" endDate="2024-02-30 08:00:00 +0100"'
  const good = 'startDate="2024-02-29 08:00:00 +0100" endDate="2024-02-29 08:00:00 +0100"'
  const back = 'startDate="2024-02-29 08:00:00 +0100" endDate="2024-02-29 07:00:00 +0100"'
  const rate = 'type="HKQuantityTypeIdentifierHeartRate" unit="count/min"'
  const text = `<HealthData>${record(`${rate} ${day} value="60"`)}${record(`${rate} ${back} value="60"`)}
    ${record(`${rate} ${good} value="sixty"`)}${record(`${rate} ${good} value="61"`)}
    ${record(`type="HKQuantityTypeIdentifierBodyMass" unit="furlong" ${good} value="1"`)}
    ${record(`type="HKCategoryTypeIdentifierSleepAnalysis" ${good} value="HKCategoryValueSleepAnalysisHovering"`)}</HealthData>`
  const { sink, report } = await importBytes(new TextEncoder().encode(text))
  assert.deepEqual(
    sink.samples.map((sample) => sample.value),
    [61],
  )
  const reasons = report.skipped.map(({ reason, count, places }) => [reason, count, places[0]?.detail])
  assert.deepEqual(reasons, [
    ['bad-date', 2, ''],
    ['bad-value', 1, ''],
    ['unknown-unit', 1, 'furlong'],
    ['unknown-code', 1, 'HKCategoryValueSleepAnalysisHovering'],
  ])
})

const realFiles = process.env['NORNOS_REAL_FILES']
const skip = realFiles === undefined ? 'NORNOS_REAL_FILES names no folder' : false

test(
  'real exports import completely: counts by type equal those of plain expressions',
  { skip },
  async () => {
    const folder = join(realFiles ?? '', 'apple')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.xml'),
    )
    assert.ok(files.length > 0)
    for (const name of files) {
      const bytes = readFileSync(join(folder, name))
      const { sink, report } = await importBytes(new Uint8Array(bytes))
      const text = bytes.toString('utf8').replace(/<!--[\s\S]*?-->/g, '')
      const topLevel = text.replace(/<Correlation[\s\S]*?<\/Correlation>/g, '')
      const expected = new Map<string, number>()
      for (const [, type = ''] of topLevel.matchAll(/<Record\s+type="([^"]*)"/g))
        expected.set(type, (expected.get(type) ?? 0) + 1)
      for (const [type, count] of expected) assert.equal(report.read[type], count, `${name} ${type}`)
      for (const element of [
        'Workout',
        'Correlation',
        'ActivitySummary',
        'MetadataEntry',
        'InstantaneousBeatsPerMinute',
      ]) {
        const count = [...text.matchAll(new RegExp(`<${element}\\s`, 'g'))].length
        assert.equal(report.read[element] ?? 0, count, `${name} ${element}`)
      }
      const steps = [
        ...topLevel.matchAll(/<Record\s+type="HKQuantityTypeIdentifierStepCount"[^>]*?value="([\d.]+)"/g),
      ]
      assert.equal(
        sumOf(sink, 'steps'),
        steps.reduce((sum, [, value]) => sum + Number(value), 0),
        name,
      )
      // These stand without their archive: what they only name is not there.
      const named = [...text.matchAll(/<(?:FileReference|ClinicalRecord)\s/g)].length
      assert.equal(
        Object.values(report.apart).reduce((sum, count) => sum + count, 0),
        named,
        name,
      )
      assert.deepEqual(report.skipped, [], name)
      if (!name.startsWith('real/opendroid')) assert.equal(report.partial.length, 0, name)
      const recordId = recordIdOfHash(new Uint8Array(32))
      for (const record of sink.records) HealthRecord.parse({ recordId, ...record })
    }
  },
)
