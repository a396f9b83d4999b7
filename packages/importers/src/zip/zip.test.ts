/**
 * Goal: an archive gives its entries in whatever way it was written, and a hostile one costs nothing.
 * Method: archives of fflate and of a few bytes of our own, read by directory and as a stream; bombs, lies, cuts.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate'
import { blobOf, recordingSink, streamOf } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts'

const encoder = new TextEncoder()

function exportOf(count: number, value = 60): Uint8Array {
  const record = (at: number) =>
    `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="A" unit="count/min" startDate="2024-01-01 08:${String(Math.floor(at / 60) % 60).padStart(2, '0')}:${String(at % 60).padStart(2, '0')} +0000" endDate="2024-01-02 08:00:00 +0000" value="${value + (at % 9)}"/>`
  return encoder.encode(
    `<HealthData>${Array.from({ length: count }, (_, at) => record(at)).join('\n')}</HealthData>`,
  )
}

/** As Apple writes it: every length behind its entry. */
function streamedZip(files: Readonly<Record<string, Uint8Array>>, isStored = false): Uint8Array {
  const pieces: Uint8Array[] = []
  const zip = new Zip((_error, piece) => pieces.push(piece))
  for (const [name, bytes] of Object.entries(files)) {
    const entry = isStored ? new ZipPassThrough(name) : new ZipDeflate(name)
    zip.add(entry)
    entry.push(bytes, true)
  }
  zip.end()
  return new Uint8Array(Buffer.concat(pieces))
}

async function samplesOf(input: Blob | ReadableStream<Uint8Array>, limits: ArchiveLimits = ARCHIVE_LIMITS) {
  const sink = recordingSink()
  const result = await importFile(input, sink, { limits })
  return { result, count: sink.samples.length }
}

const files = {
  'apple_health_export/': new Uint8Array(0),
  'apple_health_export/导出.xml': exportOf(500),
  'apple_health_export/readme.txt': encoder.encode('PK\u0003\u0004 not an entry, PK\u0007\u0008 neither'),
}

test('the export is found by its content, by directory or as a stream, with lengths in front or behind', async () => {
  for (const zip of [
    zipSync(files),
    zipSync(files, { level: 0 }),
    streamedZip(files),
    streamedZip(files, true),
  ]) {
    assert.equal((await samplesOf(blobOf(zip))).count, 500)
    assert.equal((await samplesOf(streamOf(zip, 777))).count, 500)
  }
})

test('how a stream is cut into pieces changes nothing', async () => {
  const zip = streamedZip(files)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (size) => {
      assert.equal((await samplesOf(streamOf(zip, size))).count, 500)
    }),
    { numRuns: 12 },
  )
})

test('a truncated archive gives what it holds and says that it ends too early', async () => {
  const zip = zipSync({ 'a/export.xml': exportOf(3000) })
  const whole = (await samplesOf(blobOf(zip))).count
  for (const share of [0.3, 0.6, 0.95]) {
    const { result, count } = await samplesOf(blobOf(zip.slice(0, zip.length * share)))
    assert.ok(result.ok)
    assert.ok(count > 0 && count < whole, `${share}: ${count}`)
    assert.ok(result.value.partial.length > 0)
  }
})

test('an entry that is not what was packed is read to its end and said to have changed', async () => {
  const content = exportOf(500)
  for (const zip of [zipSync({ a: content }, { level: 0 }), streamedZip({ a: content }, true)]) {
    const [whole, changed] = [zip.slice(), zip.slice()]
    // A digit of one value.
    const place = Buffer.from(zip).indexOf('value="62"') + 8
    changed[place] = 0x39
    for (const read of [blobOf, (bytes: Uint8Array) => streamOf(bytes, 1000)]) {
      const [good, bad] = [await samplesOf(read(whole)), await samplesOf(read(changed))]
      assert.ok(good.result.ok && bad.result.ok)
      assert.deepEqual([good.count, good.result.value.partial.length], [500, 0])
      assert.deepEqual([bad.count, bad.result.value.partial.length], [500, 1])
      assert.match(bad.result.value.partial[0]?.detail ?? '', /has changed/)
    }
  }
})

test('random damage is never an exception', async () => {
  const zip = streamedZip(files)
  const damage = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(damage, fc.boolean(), async (places, isStream) => {
      const copy = zip.slice()
      for (const [at, value] of places) copy[at] = value
      await samplesOf(isStream ? streamOf(copy, 500) : blobOf(copy))
    }),
    { numRuns: 60 },
  )
})

/** Deflated by the platform, which takes a moment for what a script takes seconds for. */
class QuicklyDeflated extends ZipPassThrough {
  override readonly compression = 8
  protected override process(chunk: Uint8Array<ArrayBuffer>, isLast: boolean): void {
    this.ondata(null, new Uint8Array(deflateRawSync(chunk)), isLast)
  }
}

/** An archive of blanks that claims nothing wrong and expands a thousandfold. */
function bomb(megabytes: number): Uint8Array {
  const pieces: Uint8Array[] = []
  const zip = new Zip((_error, piece) => pieces.push(piece))
  const entry = new QuicklyDeflated('export.xml')
  const blank = new Uint8Array(megabytes * 1024 * 1024).fill(32)
  blank.set(encoder.encode('<HealthData>'))
  zip.add(entry)
  entry.push(blank, true)
  zip.end()
  return new Uint8Array(Buffer.concat(pieces))
}

test('a zip bomb is refused by name, in constant memory', async () => {
  const zip = bomb(100)
  assert.ok(zip.length < 300_000)
  const before = process.memoryUsage().rss
  const { result } = await samplesOf(blobOf(zip))
  assert.deepEqual(result, { ok: false, error: { type: 'ArchiveRefused', reason: 'ratio-too-high' } })
  const streamed = await samplesOf(streamOf(zip, 10_000))
  assert.deepEqual(streamed.result, {
    ok: false,
    error: { type: 'ArchiveRefused', reason: 'ratio-too-high' },
  })
  assert.ok(process.memoryUsage().rss - before < 120e6)
})

test('each limit refuses by its own name, and a file just inside it is read', async () => {
  const zip = zipSync({ a: exportOf(50), b: exportOf(50) })
  const refused = async (limits: Partial<ArchiveLimits>, bytes = zip) => {
    const { result } = await samplesOf(blobOf(bytes), { ...ARCHIVE_LIMITS, ...limits })
    return result.ok ? null : result.error.type === 'ArchiveRefused' ? result.error.reason : result.error.type
  }
  const size = exportOf(50).length
  assert.equal(await refused({ expandedBytesMax: size * 2 - 1 }), 'expands-too-much')
  assert.equal(await refused({ expandedBytesMax: size * 2 }), null)
  assert.equal(await refused({ entriesMax: 1 }), 'too-many-entries')
  assert.equal(await refused({ entriesMax: 2 }), null)
  const nested = zipSync({ 'inner.zip': zip })
  assert.equal(await refused({ nestingMax: 0 }, nested), 'UnknownFormat')
  assert.equal(await refused({ nestingMax: 1 }, nested), null)
})

test('entries that share bytes are refused', async () => {
  const zip = zipSync({ a: exportOf(50), b: exportOf(50) }, { level: 0 })
  const view = new DataView(zip.buffer)
  const second = zip.lastIndexOf(0x62) - 46 // the directory's entry of `b`
  assert.equal(view.getUint32(second, true), 0x02014b50)
  view.setUint32(second + 42, 0, true) // now both begin at the first byte
  const { result } = await samplesOf(blobOf(zip))
  assert.deepEqual(result, { ok: false, error: { type: 'ArchiveRefused', reason: 'overlapping-entries' } })
})

test('what is not an export is said to be none', async () => {
  for (const bytes of [
    '',
    'hello',
    '<?xml version="1.0"?><Healthy/>',
    zipSync({ 'a.txt': encoder.encode('hello') }),
  ]) {
    const { result } = await samplesOf(blobOf(bytes))
    assert.equal(result.ok ? '' : result.error.type, 'UnknownFormat')
  }
})

test('an import that is cancelled stops with the reason of its signal, and tells its progress until then', async () => {
  const controller = new AbortController()
  const reason = new Error('the person changed their mind')
  let told = 0
  const running = importFile(streamOf(exportOf(5000), 10_000), recordingSink(), {
    signal: controller.signal,
    onProgress: ({ bytesRead, bytesTotal }) => {
      told++
      assert.equal(bytesTotal, null)
      if (bytesRead > 100_000) controller.abort(reason)
    },
  })
  await assert.rejects(running, reason)
  assert.ok(told > 5)
})
