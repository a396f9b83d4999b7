/**
 * Goal: a DICOM file is told for what it is in every way of writing it, and its pixels are never looked at.
 * Method: the same elements written here in each transfer syntax, with sequences of both kinds; real files against a
 * search for the bytes of an element; spoilt and cut files.
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { importSpoilt } from '../../test/mutate.ts'
import { blobOf, recordingSink, streamOf } from '../../test/recording-sink.ts'
import { importFile } from '../import-file.ts'

interface Way {
  readonly syntax: string
  readonly isLittle: boolean
  readonly isImplicit: boolean
}
const EXPLICIT: Way = { syntax: '1.2.840.10008.1.2.1', isLittle: true, isImplicit: false }
const IMPLICIT: Way = { syntax: '1.2.840.10008.1.2', isLittle: true, isImplicit: true }
const BIG: Way = { syntax: '1.2.840.10008.1.2.2', isLittle: false, isImplicit: false }
const JPEG_2000: Way = { ...EXPLICIT, syntax: '1.2.840.10008.1.2.4.91' }
const UNKNOWN = 0xffffffff

function integers(way: Way, ...numbers: readonly (readonly [value: number, size: 2 | 4])[]): Buffer {
  return Buffer.concat(
    numbers.map(([value, size]) => {
      const bytes = Buffer.alloc(size)
      if (size === 2) way.isLittle ? bytes.writeUInt16LE(value) : bytes.writeUInt16BE(value)
      else way.isLittle ? bytes.writeUInt32LE(value) : bytes.writeUInt32BE(value)
      return bytes
    }),
  )
}

function element(way: Way, tag: number, type: string, value: string | Buffer, length?: number): Buffer {
  const plain = typeof value === 'string' ? Buffer.from(value, 'latin1') : value
  const even =
    plain.length % 2 === 0 ? plain : Buffer.concat([plain, Buffer.from(type === 'UI' ? '\0' : ' ')])
  const size = length ?? even.length
  const head = integers(way, [tag >>> 16, 2], [tag & 0xffff, 2])
  if (way.isImplicit || type === '') return Buffer.concat([head, integers(way, [size, 4]), even])
  const isLong = ['OB', 'OW', 'SQ', 'UN'].includes(type)
  const tail = isLong ? integers(way, [0, 2], [size, 4]) : integers(way, [size, 2])
  return Buffer.concat([head, Buffer.from(type), tail, even])
}

function sequence(way: Way, tag: number, items: readonly Buffer[], isStated: boolean): Buffer {
  const end = (mark: number) => element(way, mark, '', '')
  const all = items.map((item) =>
    isStated
      ? element(way, 0xfffee000, '', item)
      : Buffer.concat([element(way, 0xfffee000, '', item, UNKNOWN), end(0xfffee00d)]),
  )
  const content = Buffer.concat(isStated ? all : [...all, end(0xfffee0dd)])
  return element(way, tag, 'SQ', content, isStated ? undefined : UNKNOWN)
}

function file(way: Way, ...elements: readonly Buffer[]): Uint8Array<ArrayBuffer> {
  const meta = element(EXPLICIT, 0x00020010, 'UI', way.syntax)
  return new Uint8Array(Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), meta, ...elements]))
}

function knee(way: Way): Buffer[] {
  const isEncapsulated = way.syntax === JPEG_2000.syntax
  const inner = element(way, 0x00080060, 'CS', 'XX')
  const pixels = isEncapsulated
    ? Buffer.concat([
        element(way, 0x7fe00010, 'OB', '', UNKNOWN),
        element(way, 0xfffee000, '', ''),
        element(way, 0xfffee000, '', Buffer.alloc(5000, 0xab)),
        element(way, 0xfffee0dd, '', ''),
      ])
    : element(way, 0x7fe00010, 'OW', Buffer.alloc(5000, 0xab))
  return [
    element(way, 0x00080005, 'CS', 'ISO_IR 100'),
    element(way, 0x00080020, 'DA', '20240131'),
    element(way, 0x00080030, 'TM', '101500.5'),
    element(way, 0x00080060, 'CS', 'MR'),
    element(way, 0x00080201, 'SH', '+0100'),
    element(way, 0x00081030, 'LO', 'Knie für Ärzte'),
    sequence(way, 0x00081140, [inner, inner], true),
    sequence(way, 0x00081115, [sequence(way, 0x00081199, [inner], false)], false),
    element(way, 0x00100010, 'PN', 'DOE^JANE'),
    element(way, 0x00180015, 'CS', 'KNEE'),
    element(way, 0x00280010, 'US', integers(way, [512, 2])),
    element(way, 0x00280011, 'US', integers(way, [256, 2])),
    pixels,
  ]
}

async function describe(bytes: Uint8Array, size = 0) {
  const sink = recordingSink()
  const result = await importFile(size > 0 ? streamOf(bytes, size) : blobOf(bytes), sink)
  assert.ok(result.ok)
  const [document] = sink.documents
  assert.ok(document)
  return { document, report: result.value }
}

test('an image says the same in every transfer syntax, and nothing of its patient', async () => {
  for (const [way, syntax] of [
    [EXPLICIT, 'explicit, little-endian'],
    [IMPLICIT, 'implicit, little-endian'],
    [BIG, 'explicit, big-endian'],
    [JPEG_2000, 'JPEG 2000'],
  ] as const) {
    for (const size of [0, 7, 1000]) {
      const { document, report } = await describe(file(way, ...knee(way)), size)
      assert.deepEqual([document.metric, document.title], ['imaging_dicom', 'MRI Knie für Ärzte'], syntax)
      assert.equal(document.date, Date.UTC(2024, 0, 31, 9, 15))
      assert.deepEqual(document.details, {
        modality: 'MR',
        study: 'Knie für Ärzte',
        'body part': 'KNEE',
        rows: '512',
        columns: '256',
        'transfer syntax': syntax,
      })
      assert.deepEqual([report.partial, report.skipped], [[], []])
    }
  }
})

test('an electrocardiogram says its leads, rate and length', async () => {
  const channel = (way: Way, name: string) =>
    sequence(way, 0x003a0208, [element(way, 0x00080104, 'LO', `Lead ${name}`)], true)
  for (const way of [EXPLICIT, IMPLICIT, BIG]) {
    for (const isStated of [true, false]) {
      const unit = sequence(way, 0x003a0211, [element(way, 0x00080104, 'LO', 'microvolt')], isStated)
      const channels = ['I', 'II'].map((name) => Buffer.concat([channel(way, name), unit]))
      const group = Buffer.concat([
        element(way, 0x003a0005, 'US', integers(way, [2, 2])),
        element(way, 0x003a0010, 'UL', integers(way, [5000, 4])),
        element(way, 0x003a001a, 'DS', '500'),
        sequence(way, 0x003a0200, channels, isStated),
        element(way, 0x54001010, 'OW', Buffer.alloc(20_000)),
      ])
      const bytes = file(
        way,
        element(way, 0x00080060, 'CS', 'ECG'),
        sequence(way, 0x54000100, [group, group], isStated),
      )
      const { document, report } = await describe(bytes)
      assert.deepEqual(document.details, {
        modality: 'ECG',
        leads: '2',
        'lead names': 'I, II',
        'samples per second': '500',
        seconds: '10',
        'transfer syntax': document.details['transfer syntax'],
      })
      assert.deepEqual(report.partial, [])
    }
  }
})

test('a file without its preamble is recognised by its first elements', async () => {
  for (const way of [EXPLICIT, IMPLICIT]) {
    const bytes = new Uint8Array(Buffer.concat(knee(way)))
    assert.equal((await describe(bytes)).document.details['body part'], 'KNEE')
  }
  const result = await importFile(blobOf(new Uint8Array(300).fill(8)), recordingSink())
  assert.equal(result.ok, false)
})

test('a file that is cut off is described by what it holds, and the report says where', async () => {
  const bytes = file(EXPLICIT, ...knee(EXPLICIT))
  const { document, report } = await describe(bytes.slice(0, bytes.length - 100))
  assert.equal(document.details['body part'], 'KNEE')
  assert.equal(report.partial.length, 1)
})

test('lengths that lie and sequences without end cost nothing', async () => {
  const endless = Buffer.concat(
    Array.from({ length: 20_000 }, () => element(EXPLICIT, 0x00081115, 'SQ', Buffer.alloc(0), UNKNOWN)),
  )
  const huge = element(EXPLICIT, 0x00080060, 'UN', Buffer.from('CT'), 0x7fffffff)
  for (const attack of [endless, huge]) {
    const { report } = await describe(file(EXPLICIT, element(EXPLICIT, 0x00080020, 'DA', '20240131'), attack))
    assert.equal(report.partial.length, 1)
  }
})

test('spoilt files neither throw nor hang', async () => {
  await importSpoilt('dicom explicit', file(EXPLICIT, ...knee(EXPLICIT)), 150)
  await importSpoilt('dicom implicit', file(IMPLICIT, ...knee(IMPLICIT)), 150)
})

const folder = join(process.env['NORNOS_REAL_FILES'] ?? '', 'dicom')
const skip = existsSync(folder) ? false : 'NORNOS_REAL_FILES names no folder with DICOM'

/** The value of an element by searching for its bytes. */
function search(bytes: Buffer, way: Way, tag: number, type: string): string {
  const at = bytes.indexOf(element(way, tag, type, '').subarray(0, way.isImplicit ? 4 : 6))
  if (at < 0) return ''
  if (way.isImplicit) return bytes.toString('latin1', at + 8, at + 8 + bytes.readUInt32LE(at + 4)).trim()
  const length = way.isLittle ? bytes.readUInt16LE(at + 6) : bytes.readUInt16BE(at + 6)
  return bytes.toString('latin1', at + 8, at + 8 + length).trim()
}

test('real files say what a search for their elements finds', { skip }, async () => {
  const names = readdirSync(folder)
  assert.ok(names.length >= 5)
  for (const name of names) {
    const bytes = readFileSync(join(folder, name))
    const { document, report } = await describe(new Uint8Array(bytes))
    const { details } = document
    const isWay = (way: Way) => /^[A-Z]{2,8}$/.test(search(bytes, way, 0x00080060, 'CS'))
    const way = [EXPLICIT, BIG, IMPLICIT].find(isWay)
    assert.ok(way, name)
    assert.equal(details['modality'], search(bytes, way, 0x00080060, 'CS'), name)
    assert.equal(details['manufacturer'], search(bytes, way, 0x00080070, 'LO'), name)
    assert.equal(details['study id'], search(bytes, way, 0x0020000d, 'UI').replaceAll('\0', ''), name)
    assert.equal(details['body part'] ?? '', search(bytes, way, 0x00180015, 'CS'), name)
    assert.ok(document.date !== null, name)
    assert.deepEqual([report.skipped, report.partial], [[], []], name)
  }
  const ecg = await describe(new Uint8Array(readFileSync(join(folder, 'waveform_ecg.dcm'))))
  assert.deepEqual([ecg.document.details['leads'], ecg.document.details['seconds']], ['12', '10'])
})
