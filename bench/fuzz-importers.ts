/**
 * Files spoilt at random, the same ones on every machine: 100,000 for each importer, or as many as the first argument says.
 *
 * Every importer has a process of its own. Its file is made here, small enough that faults meet structure; each round has
 * one to eight faults. A round may throw nothing, give nothing that a block or record cannot hold, and take no longer
 * than five seconds; the memory after the last round may be no more than a bound above that after the first tenth. The
 * peer is the number of rounds that was asked for: the ratio is 1 when all went through.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { HealthRecord, recordIdOfHash } from '@nornos/health-model'
import { importFile } from '@nornos/importers'
import { makeRandom } from '@nornos/importers/generate'
import { seeds } from './fuzz-importers/seeds.ts'
import { spoil } from './fuzz-importers/spoil.ts'

const ROUNDS = 100_000
const ROUND_MILLISECONDS_MAX = 5000
const GROWTH_MEGABYTES_MAX = 60
const MEGABYTE = 1e6
/** A round that never ends ends here. */
const IMPORTER_MILLISECONDS_MAX = 30 * 60_000
const recordId = recordIdOfHash(new Uint8Array(32))

const [, , first = '', second = ''] = process.argv
if (first === 'one') await fuzz(second, Number(process.argv[4]))
else compare(Number(first) || ROUNDS)

function compare(rounds: number): void {
  const startedAt = performance.now()
  let good = 0
  for (const name of Object.keys(seeds)) {
    const child = spawnSync(
      process.execPath,
      ['--expose-gc', fileURLToPath(import.meta.url), 'one', name, String(rounds)],
      { encoding: 'utf8', timeout: IMPORTER_MILLISECONDS_MAX },
    )
    if (child.status === 0) good++
    console.log(child.stdout.trim() || `${name}: ended by ${child.signal ?? child.status} ${child.stderr}`)
  }
  const count = Object.keys(seeds).length
  const perSecond = (good * rounds) / ((performance.now() - startedAt) / 1000)
  console.log(
    `fuzz-importers: ${perSecond.toFixed(0)} files/s, ${(good / count).toFixed(2)} x what was asked for`,
  )
  if (good < count) process.exitCode = 1
}

async function fuzz(name: string, rounds: number): Promise<void> {
  const seed = await seeds[name]?.()
  if (seed === undefined) throw new Error(`there is no importer ${name}`)
  const random = makeRandom(`fuzz ${name}`)
  let slowest = 0
  let before = 0
  for (let round = 0; round < rounds; round++) {
    if (round === Math.ceil(rounds / 10)) before = await memory()
    const startedAt = performance.now()
    await importOne(spoil(seed, random), `${name}, round ${round}`)
    slowest = Math.max(slowest, performance.now() - startedAt)
  }
  const growth = (await memory()) - before
  const isGood = slowest <= ROUND_MILLISECONDS_MAX && growth <= GROWTH_MEGABYTES_MAX
  console.log(
    `${name.padEnd(20)} ${rounds} files, slowest ${slowest.toFixed(0)} ms, memory grew by ${growth.toFixed(1)} MB`,
  )
  if (!isGood) process.exitCode = 1
}

/** Blobs let go of their bytes a moment after they are collected. */
async function memory(): Promise<number> {
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / MEGABYTE
}

/** What a block or a record could not hold is a fault as much as an exception. */
async function importOne(file: Uint8Array<ArrayBuffer>, where: string): Promise<void> {
  let series = 0
  let fault = ''
  await importFile(new Blob([file]), {
    series: () => series++,
    sample(_series, start, end, value) {
      if (!(end >= start && Number.isFinite(value))) fault = `a sample ${start} ${end} ${value}`
    },
    record(record) {
      if (!HealthRecord.safeParse({ recordId, ...record }).success) fault = `a record of ${record.metric}`
    },
    raw: () => undefined,
  })
  if (fault !== '') throw new Error(`${where}: ${fault}`)
}
