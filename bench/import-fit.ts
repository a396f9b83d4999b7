/**
 * How fast FIT files become samples, on one thread.
 *
 * Makes activities of a rider who records every second (place, altitude, heart rate, cadence, distance, speed, power,
 * temperature and a field of the maker's own), 40 MB, one file behind the other. The peer is a loop that knows the
 * layout beforehand and only adds the fields up: what no reader of files can be faster than. CPU time, best of three, each
 * in a process of its own. Fails below 30 MB/s.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { importFile } from '@nornos/importers'

const MEGABYTE = 1e6
const SPEED_MIN = 30
const FILES = 55
const SECONDS = 6 * 3600
const STARTED = 1_050_000_000
/** Field, bytes, base type. */
const FIELDS = [
  [253, 4, 0x86],
  [0, 4, 0x85],
  [1, 4, 0x85],
  [78, 4, 0x86],
  [5, 4, 0x86],
  [73, 4, 0x86],
  [7, 2, 0x84],
  [3, 1, 0x02],
  [4, 1, 0x02],
  [13, 1, 0x01],
] as const
const HEADER = 14
const RECORD = 1 + FIELDS.reduce((sum, [, size]) => sum + size, 0) + 4
const DEFINITION = 6 + FIELDS.length * 3 + 4

interface Reading {
  readonly cpuMilliseconds: number
  readonly peakMegabytes: number
  readonly items: number
}

const [, , mode = ''] = process.argv
if (mode === 'importer') await report(readWithImporter)
else if (mode === 'loop') await report(addUp)
else compare()

function compare(): void {
  const megabytes = (activity(0).length * FILES) / MEGABYTE
  const ours = best('importer')
  const theirs = best('loop')
  const speed = (megabytes / ours.cpuMilliseconds) * 1000
  const peer = (megabytes / theirs.cpuMilliseconds) * 1000
  console.log(`activities: ${FILES}, ${megabytes.toFixed(0)} MB, generated`)
  console.log(`importer: ${ours.items} samples, ${ours.peakMegabytes.toFixed(0)} MB peak`)
  console.log(`loop over a known layout: ${peer.toFixed(0)} MB/s`)
  console.log(
    `import-fit: ${speed.toFixed(0)} MB/s, ${(speed / peer).toFixed(2)} x a loop over a known layout`,
  )
  if (speed < SPEED_MIN) process.exitCode = 1
}

function best(reader: 'importer' | 'loop'): Reading {
  const readings = [run(reader), run(reader), run(reader)]
  return readings.reduce((one, other) => (other.cpuMilliseconds < one.cpuMilliseconds ? other : one))
}

function run(reader: 'importer' | 'loop'): Reading {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), reader], { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`${reader} failed: ${child.stderr}`)
  return JSON.parse(child.stdout) as Reading
}

async function report(read: (file: Uint8Array<ArrayBuffer>) => Promise<number> | number): Promise<void> {
  const files = Array.from({ length: FILES }, (_, index) => activity(index))
  const before = process.cpuUsage()
  let items = 0
  for (const file of files) items += await read(file)
  const { user, system } = process.cpuUsage(before)
  const peakMegabytes = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ cpuMilliseconds: (user + system) / 1000, peakMegabytes, items }))
}

async function readWithImporter(file: Uint8Array<ArrayBuffer>): Promise<number> {
  let samples = 0
  let series = 0
  const result = await importFile(new Blob([file]), {
    series: () => series++,
    sample: () => {
      samples++
    },
    record: () => undefined,
    raw: () => undefined,
  })
  if (!result.ok || result.value.partial.length > 0) throw new Error('the import failed')
  return samples
}

function addUp(file: Uint8Array<ArrayBuffer>): number {
  const view = new DataView(file.buffer)
  let sum = 0
  let records = 0
  for (let at = HEADER + DEFINITION; at + RECORD <= file.length - 2; at += RECORD) {
    for (let word = 0; word < 6; word++) sum += view.getUint32(at + 1 + word * 4, true)
    sum += view.getUint16(at + 25, true) + view.getUint8(at + 27) + view.getUint8(at + 28)
    sum += view.getInt8(at + 29) + view.getFloat32(at + 30, true)
    records++
  }
  if (!Number.isFinite(sum)) throw new Error('nothing was added up')
  return records
}

/** Header, one definition with a field of the maker's own, a record each second, checksum (not looked at). */
function activity(index: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + DEFINITION + SECONDS * RECORD + 2)
  const view = new DataView(bytes.buffer)
  bytes.set([HEADER, 0x20])
  view.setUint32(4, DEFINITION + SECONDS * RECORD, true)
  bytes.set([0x2e, 0x46, 0x49, 0x54], 8)
  bytes.set([0x60, 0, 0, 20, 0, FIELDS.length, ...FIELDS.flat(), 1, 0, 4, 0], HEADER)
  for (let second = 0; second < SECONDS; second++) {
    const at = HEADER + DEFINITION + second * RECORD + 1
    view.setUint32(at, STARTED + index * 86_400 + second, true)
    view.setInt32(at + 4, 700_000_000 + second * 40, true)
    view.setInt32(at + 8, 210_000_000 - second * 25, true)
    view.setUint32(at + 12, 2500 + Math.round(Math.sin(second / 900) * 300), true)
    view.setUint32(at + 16, second * 710, true)
    view.setUint32(at + 20, 7100 + (second % 17) * 40, true)
    view.setUint16(at + 24, 190 + (second % 61), true)
    view.setUint8(at + 26, 118 + (second % 37))
    view.setUint8(at + 27, 84 + (second % 9))
    view.setInt8(at + 28, 19)
    view.setFloat32(at + 29, 0.4 + (second % 13) / 100, true)
  }
  return bytes
}
