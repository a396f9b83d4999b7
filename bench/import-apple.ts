/**
 * How fast an Apple Health export becomes samples and records, on one thread.
 *
 * Generates an export, then reads the same file twice in processes of their own: with our importer (parse and map,
 * full fidelity, samples into a sink that adds them up) and with saxes, the fastest general XML parser in JavaScript,
 * with handlers that only count (records by type, elements, texts). CPU time of the whole process, so garbage collection counts; the peak of resident
 * memory is the child's own. Fails below 4 × saxes, below 150 MB/s or above 200 MB.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { importFile } from '@nornos/importers'
import { generateAppleExport } from '@nornos/importers/generate'

const MEGABYTES = 512
const RATIO_MIN = 4
const SPEED_MIN = 150
const MEMORY_MAX = 200
const MEGABYTE = 1e6
const PIECE = 256 * 1024

interface Reading {
  readonly cpuMilliseconds: number
  readonly peakMegabytes: number
  readonly items: number
}

const [, , mode = '', file = ''] = process.argv
if (mode === 'importer') await report(() => readWithImporter(file))
else if (mode === 'saxes') await report(() => readWithSaxes(file))
else compare()

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'nornos-import-'))
  try {
    const path = join(folder, 'export.xml')
    const records = writeExport(path)
    const megabytes = statSync(path).size / MEGABYTE
    console.log(`export: ${megabytes.toFixed(0)} MB, ${records} elements, generated`)
    const ours = best(path, 'importer')
    const theirs = best(path, 'saxes')
    const speed = (megabytes / ours.cpuMilliseconds) * 1000
    const peer = (megabytes / theirs.cpuMilliseconds) * 1000
    console.log(
      `importer: ${ours.items} samples, ${speed.toFixed(0)} MB/s CPU, ${ours.peakMegabytes.toFixed(0)} MB peak`,
    )
    console.log(`saxes: ${theirs.items} elements counted, ${peer.toFixed(0)} MB/s CPU`)
    console.log(`import-apple: ${speed.toFixed(0)} MB/s, ${(speed / peer).toFixed(1)} x saxes`)
    const isGood = speed >= SPEED_MIN && speed / peer >= RATIO_MIN && ours.peakMegabytes <= MEMORY_MAX
    if (!isGood) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** 0.617 MB a day; writes days until the file is large enough. */
function writeExport(path: string): number {
  const days = Math.ceil(MEGABYTES / 0.617)
  const { text, truth } = generateAppleExport({ days, seed: 'bench' })
  const descriptor = openSync(path, 'w')
  for (const piece of text) writeSync(descriptor, piece)
  closeSync(descriptor)
  return Object.values(truth.counts).reduce((sum, count) => sum + count, 0)
}

/** The best of three runs: what other programs do to the machine is not the reader's. */
function best(path: string, reader: 'importer' | 'saxes'): Reading {
  const readings = [run(path, reader), run(path, reader), run(path, reader)]
  return readings.reduce((one, other) => (other.cpuMilliseconds < one.cpuMilliseconds ? other : one))
}

function run(path: string, reader: 'importer' | 'saxes'): Reading {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), reader, path], {
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(`${reader} failed: ${child.stderr}`)
  return JSON.parse(child.stdout) as Reading
}

async function report(read: () => Promise<number>): Promise<void> {
  const before = process.cpuUsage()
  const items = await read()
  const { user, system } = process.cpuUsage(before)
  const peakMegabytes = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ cpuMilliseconds: (user + system) / 1000, peakMegabytes, items }))
}

async function readWithImporter(path: string): Promise<number> {
  let samples = 0
  let sum = 0
  let series = 0
  const result = await importFile(piecesOf(path), {
    series: () => series++,
    sample(_series, start, end, value) {
      samples++
      sum += end - start + value
    },
    record: () => undefined,
    raw: () => undefined,
  })
  if (!result.ok || !Number.isFinite(sum)) throw new Error('the import failed')
  return samples
}

async function readWithSaxes(path: string): Promise<number> {
  const { SaxesParser } = await import('saxes')
  const parser = new SaxesParser()
  const elements = new Map<string, number>()
  let texts = 0
  parser.on('opentag', ({ name, attributes }) => {
    const type = name === 'Record' ? (attributes['type'] ?? name) : name
    elements.set(type, (elements.get(type) ?? 0) + 1)
  })
  parser.on('text', () => {
    texts++
  })
  const decoder = new TextDecoder()
  for await (const piece of piecesOf(path)) {
    parser.write(decoder.decode(piece, { stream: true }))
  }
  parser.close()
  if (texts === 0) throw new Error('saxes read nothing')
  return [...elements.values()].reduce((sum, count) => sum + count, 0)
}

/** The file as both readers get it. */
function piecesOf(path: string): ReadableStream<Uint8Array> {
  const descriptor = openSync(path, 'r')
  // One buffer for all pieces: both readers take their bytes out before they ask for more.
  const piece = new Uint8Array(PIECE)
  return new ReadableStream(
    {
      pull(controller) {
        const length = readSync(descriptor, piece)
        if (length > 0) controller.enqueue(piece.subarray(0, length))
        else {
          controller.close()
          closeSync(descriptor)
        }
      },
    },
    { highWaterMark: 0 },
  )
}
