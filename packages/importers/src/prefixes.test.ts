/**
 * Goal: a file that was cut off gives what it holds, in the order of the whole file, and never an exception.
 * Method: generated exports and every real file of moderate size, cut at places drawn from a fixed seed. What stands last
 * before the cut may be half of itself; everything before it must be what the whole file gives.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { bytesOf, type RecordingSink, recordingSink } from '../test/recording-sink.ts'
import { generateAppleExport } from './generate/apple-export.ts'
import { fitFile } from './generate/fit-file.ts'
import { makeRandom } from './generate/random.ts'
import { importFile } from './import-file.ts'

const realFiles = process.env['NORNOS_REAL_FILES'] ?? ''
const skip = existsSync(realFiles) ? false : 'NORNOS_REAL_FILES names no folder'
const bytesMax = 400_000
const cuts = 6

test('a generated Apple export that is cut anywhere gives its beginning', async () => {
  await checkPrefixes('export.xml', bytesOf(generateAppleExport({ days: 1, seed: 'prefix' }).text), 20)
})

test('an activity that is cut anywhere gives its beginning', async () => {
  const records = Array.from({ length: 200 }, (_, second) => ({
    message: 20,
    fields: [
      [253, 134, 1_000_000_000 + second],
      [3, 2, 100 + (second % 60)],
    ] as const,
  }))
  await checkPrefixes('ride.fit', fitFile([{ message: 0, fields: [[1, 132, 1]] }, ...records]), 40)
})

test('every real file that is cut anywhere gives its beginning', { skip }, async () => {
  const names = globSync('*/**', { cwd: realFiles }).filter((name) => {
    const found = statSync(join(realFiles, name))
    return found.isFile() && found.size <= bytesMax
  })
  assert.ok(names.length > 100)
  for (const name of names) await checkPrefixes(name, readFileSync(join(realFiles, name)), cuts)
})

async function checkPrefixes(name: string, bytes: Uint8Array, count: number): Promise<void> {
  const whole = await read(name, bytes)
  const [samples, records] = [samplesOf(whole), recordsOf(whole)]
  const random = makeRandom(name)
  for (let cut = 0; cut < count; cut++) {
    const length = Math.floor(random() * bytes.length)
    const part = await read(name, bytes.subarray(0, length))
    const place = `${name}, first ${length} of ${bytes.length} bytes`
    assertBeginning(samplesOf(part), samples, `samples of ${place}`)
    assertBeginning(recordsOf(part), records, `records of ${place}`)
  }
}

async function read(name: string, bytes: Uint8Array): Promise<RecordingSink> {
  const sink = recordingSink()
  const file = new File([new Uint8Array(bytes)], name)
  await importFile(file, sink)
  return sink
}

/** All but the last one stand in the whole, in its order. */
function assertBeginning(part: readonly string[], whole: readonly string[], what: string): void {
  let at = 0
  for (const item of part.slice(0, -1)) {
    at = whole.indexOf(item, at)
    assert.notEqual(at, -1, `${what}: ${item}`)
  }
}

function samplesOf({ samples }: RecordingSink): readonly string[] {
  return samples.map(({ key, start, end, value }) =>
    JSON.stringify([key.metric, key.unit, start, end, value]),
  )
}

function recordsOf({ records }: RecordingSink): readonly string[] {
  return records.map(({ metric, start, content }) => JSON.stringify([metric, start, content]))
}
