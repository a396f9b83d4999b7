/**
 * Goal: a picture says its size and when it was taken, and never where.
 * Method: pictures made here with a time and a place in them; cut and spoilt ones.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importSpoilt } from '../../test/mutate.ts'
import { blobOf, recordingSink, streamOf } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

/** An EXIF block: a time, its offset, and a place that must stay in the file. */
function exif(isLittle: boolean, time: string, offset: string): Buffer {
  const bytes = Buffer.alloc(220)
  const put16 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at)
  const put32 = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at)
  bytes.write(isLittle ? 'II' : 'MM', 0)
  put16(42, 2)
  put32(8, 4)
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    put16(tag, at)
    put16(type, at + 2)
    put32(count, at + 4)
    put32(value, at + 8)
  }
  put16(2, 8)
  entry(10, 0x8769, 4, 1, 60)
  entry(22, 0x8825, 4, 1, 200)
  put16(2, 60)
  entry(62, 0x9003, 2, time.length + 1, 120)
  entry(74, 0x9011, 2, offset.length + 1, 150)
  bytes.write(time, 120)
  bytes.write(offset, 150)
  bytes.write('52.5200 N', 200)
  return bytes
}

function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

function jpeg(...more: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const frame = Buffer.from([8, 0, 60, 0, 80, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
  const scan = Buffer.concat([
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.alloc(3000, 7),
    Buffer.from([0xff, 0xd9]),
  ])
  return new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8]), ...more, segment(0xc2, frame), scan]))
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)])
}

function png(...more: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const size = Buffer.alloc(13)
  size.writeUInt32BE(80, 0)
  size.writeUInt32BE(60, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const picture = chunk('IDAT', Buffer.alloc(3000, 7))
  return new Uint8Array(
    Buffer.concat([signature, chunk('IHDR', size), ...more, picture, chunk('IEND', Buffer.alloc(0))]),
  )
}

async function describe(bytes: Uint8Array, zone = '', size = 0) {
  const sink = recordingSink()
  const result = await importFile(size > 0 ? streamOf(bytes, size) : blobOf(bytes), sink, { zone })
  assert.ok(result.ok)
  const [document] = sink.documents
  assert.ok(document)
  return { document, report: result.value }
}

const TAKEN = '2024:01:31 10:15:00'

test('pictures say their size and their time, in both byte orders, and nothing of their place', async () => {
  for (const isLittle of [true, false]) {
    const block = exif(isLittle, TAKEN, '+01:00')
    const marked = Buffer.concat([Buffer.from('Exif\0\0'), block])
    for (const [bytes, contentType] of [
      [jpeg(segment(0xe0, Buffer.from('JFIF\0')), segment(0xe1, marked)), 'image/jpeg'],
      [png(chunk('eXIf', block)), 'image/png'],
    ] as const) {
      for (const size of [0, 5, 700]) {
        const { document, report } = await describe(bytes, '', size)
        assert.equal(document.date, Date.UTC(2024, 0, 31, 9, 15))
        assert.equal(document.contentType, contentType)
        assert.deepEqual(document.details, { width: '80', height: '60', bytes: String(bytes.length) })
        assert.doesNotMatch(JSON.stringify(document), /52\.52/)
        assert.deepEqual([report.partial, report.skipped], [[], []])
      }
    }
  }
})

test('a time without an offset is read by the zone of the person', async () => {
  const marked = Buffer.concat([Buffer.from('Exif\0\0'), exif(true, TAKEN, '')])
  const { document, report } = await describe(jpeg(segment(0xe1, marked)), 'America/New_York')
  assert.equal(document.date, Date.UTC(2024, 0, 31, 15, 15))
  assert.equal(report.usedZone, 'America/New_York')
})

test('a picture without a time has none; the time of a change is taken where there is no other', async () => {
  assert.equal((await describe(jpeg())).document.date, null)
  const changed = Buffer.from([2024 >> 8, 2024 & 255, 1, 31, 10, 15, 0])
  assert.equal((await describe(png(chunk('tIME', changed)))).document.date, Date.UTC(2024, 0, 31, 10, 15))
})

test('a picture that breaks off is kept, and the report says so', async () => {
  for (const bytes of [jpeg().slice(0, 12), png().slice(0, 40)]) {
    const { document, report } = await describe(bytes)
    assert.equal(document.details['bytes'], String(bytes.length))
    assert.equal(report.partial.length, 1)
  }
})

test('spoilt pictures neither throw nor hang', async () => {
  const block = exif(false, TAKEN, '')
  await importSpoilt('jpeg', jpeg(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), block]))), 150)
  await importSpoilt('png', png(chunk('eXIf', block)), 150)
})
