/**
 * How fast a zipped Apple Health export becomes samples, and what a hostile archive costs.
 *
 * Each reading has a process of its own. The export is read from its archive, parsed and mapped, checksums compared: CPU
 * time per expanded byte, best of three. The peer is zlib (native code) expanding the same entry with no one to
 * read it. Then two bombs, one entry of a gigabyte of spaces and two hundred entries over the same bytes: both must be
 * refused by name, with the memory of a small import. Fails below 150 MB/s, above 200 MB, or when a bomb is believed.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import zlib from 'node:zlib'
import { importFile } from '@nornos/importers'
import { generateAppleExport } from '@nornos/importers/generate'
import { writeZip } from './import-zip/zip-file.ts'

const MEGABYTE = 1e6
const DAYS = 325
const SPEED_MIN = 150
const MEMORY_MAX = 200
const BOMB_MEGABYTES = 1000
/** A process that has imported nothing has 100. */
const BOMB_MEMORY_MAX = 150
const ENTRY = 'apple_health_export/export.xml'

interface Reading {
  readonly cpuMilliseconds: number
  readonly peakMegabytes: number
  /** What came of it: a number of samples or the name of a refusal. */
  readonly answer: string
}

const [, , mode = '', file = ''] = process.argv
if (mode === 'importer') await report(() => readWithImporter(file))
else if (mode === 'zlib') await report(() => expandWithZlib(file))
else await compare()

async function compare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nornos-zip-'))
  try {
    const { isGood, line } = await compareExport(join(folder, 'export.zip'))
    const isSafe = await tryBombs(folder)
    console.log(line)
    if (!isGood || !isSafe) process.exitCode = 1
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function compareExport(path: string): Promise<{ readonly isGood: boolean; readonly line: string }> {
  let bytes = 0
  await writeZip(path, ENTRY, counted(generateAppleExport({ days: DAYS, seed: 'bench' }).text))
  const megabytes = bytes / MEGABYTE
  const ours = best(path, 'importer')
  const theirs = best(path, 'zlib')
  const speed = (megabytes / ours.cpuMilliseconds) * 1000
  const peer = (megabytes / theirs.cpuMilliseconds) * 1000
  console.log(`export: ${megabytes.toFixed(0)} MB in an archive, generated`)
  console.log(`importer: ${ours.answer} samples, ${ours.peakMegabytes.toFixed(0)} MB peak`)
  console.log(`zlib: ${peer.toFixed(0)} MB/s CPU, expanded only`)
  return {
    isGood: speed >= SPEED_MIN && ours.peakMegabytes <= MEMORY_MAX,
    line: `import-zip: ${speed.toFixed(0)} MB/s, ${(speed / peer).toFixed(2)} x zlib alone`,
  }

  function* counted(pieces: Iterable<string>): Generator<Uint8Array> {
    for (const piece of pieces) {
      const encoded = Buffer.from(piece)
      bytes += encoded.length
      yield encoded
    }
  }
}

async function tryBombs(folder: string): Promise<boolean> {
  const spaces = join(folder, 'spaces.zip')
  const shared = join(folder, 'shared.zip')
  await writeZip(spaces, ENTRY, blank(BOMB_MEGABYTES))
  await writeZip(shared, ENTRY, blank(10), 200)
  const bombs = [
    { words: 'a gigabyte of spaces', expected: 'ratio-too-high', ...run(spaces, 'importer') },
    { words: '200 entries over the same bytes', expected: 'overlapping-entries', ...run(shared, 'importer') },
  ]
  for (const { words, answer, peakMegabytes } of bombs) {
    console.log(`${words}: ${answer}, ${peakMegabytes.toFixed(0)} MB peak`)
  }
  return bombs.every(
    ({ answer, expected, peakMegabytes }) => answer === expected && peakMegabytes <= BOMB_MEMORY_MAX,
  )
}

function* blank(megabytes: number): Generator<Uint8Array | string> {
  yield '<?xml version="1.0"?><HealthData locale="en_GB">'
  const spaces = Buffer.alloc(MEGABYTE, ' ')
  for (let count = 0; count < megabytes; count++) yield spaces
}

/** What other programs do to the machine is not the reader's. */
function best(path: string, reader: 'importer' | 'zlib'): Reading {
  const readings = [run(path, reader), run(path, reader), run(path, reader)]
  return readings.reduce((one, other) => (other.cpuMilliseconds < one.cpuMilliseconds ? other : one))
}

function run(path: string, reader: 'importer' | 'zlib'): Reading {
  const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), reader, path], {
    encoding: 'utf8',
  })
  if (child.status !== 0) throw new Error(`${reader} failed: ${child.stderr}`)
  return JSON.parse(child.stdout) as Reading
}

async function report(read: () => Promise<string>): Promise<void> {
  const before = process.cpuUsage()
  const answer = await read()
  const { user, system } = process.cpuUsage(before)
  const peakMegabytes = process.resourceUsage().maxRSS / 1024
  console.log(JSON.stringify({ cpuMilliseconds: (user + system) / 1000, peakMegabytes, answer }))
}

async function readWithImporter(path: string): Promise<string> {
  let samples = 0
  let series = 0
  const result = await importFile(await openAsBlob(path), {
    series: () => series++,
    sample: () => {
      samples++
    },
    record: () => undefined,
    raw: () => undefined,
  })
  if (result.ok) return String(samples)
  return result.error.type === 'ArchiveRefused' ? result.error.reason : result.error.type
}

/** The same entry, found by the length of its header. */
async function expandWithZlib(path: string): Promise<string> {
  const blob = await openAsBlob(path)
  const inflate = zlib.createInflateRaw({ chunkSize: 256 * 1024 })
  let bytes = 0
  inflate.on('data', (piece: Uint8Array) => {
    bytes += piece.length
  })
  const ended = new Promise((resolve) => inflate.once('end', resolve))
  const packed = blob.slice(30 + ENTRY.length)
  for (let at = 0; at < packed.size; at += 512 * 1024) {
    const piece = await packed.slice(at, at + 512 * 1024).arrayBuffer()
    if (!inflate.write(new Uint8Array(piece))) await new Promise((resolve) => inflate.once('drain', resolve))
  }
  inflate.end()
  await ended
  return String(bytes)
}
