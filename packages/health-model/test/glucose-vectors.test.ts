/**
 * Goal: time in range, management indicator and variation are those of the international consensus.
 * Method: six readings by hand; two published sets of sensor data against answers that others counted, from the folder
 * `NORNOS_VECTORS`/cgm. Without the folder that part is skipped.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type GlucoseReading, glucoseProfile } from '../src/index.ts'

const minutes = 60_000

function readingsOf(values: readonly number[]): GlucoseReading[] {
  return values.map((value, index) => ({ at: index * 5 * minutes, minute: (index * 5) % 1_440, value }))
}

test('six readings by hand', () => {
  const profile = glucoseProfile(readingsOf([50, 60, 100, 140, 200, 300]), 30 * minutes)
  assert.ok(profile)
  // 850 / 6; the squares of the distances are 45,283.33, by 5 the variance 9,056.67, its root 95.166.
  assert.equal(profile.mean.toFixed(4), '141.6667')
  assert.equal(profile.variation.toFixed(2), '67.18')
  // 3.31 + 0.02392 × 141.6667
  assert.equal(profile.indicator.toFixed(4), '6.6987')
  assert.deepEqual(profile.ranges, {
    veryLow: 1 / 6,
    low: 1 / 6,
    inRange: 2 / 6,
    high: 1 / 6,
    veryHigh: 1 / 6,
  })
})

const folder = process.env['NORNOS_VECTORS']
const skip = folder === undefined ? 'NORNOS_VECTORS is not set' : false

test('published sensor data give the answers that others counted', { skip }, () => {
  const answers = rowsOf('known_answers.csv')
  const columns = ['mean', 'cv', 'gmi', 'tir70_180', 'tbr70', 'tbr54', 'tar180', 'tar250'] as const
  const valuesOf = new Map(
    [...new Set(answers.map((row) => row['dataset'] ?? ''))].map((dataset) => [
      dataset,
      Map.groupBy(rowsOf(`${dataset}.csv`), (row) => row['id'] ?? ''),
    ]),
  )
  let compared = 0
  for (const answer of answers) {
    const rows = valuesOf.get(answer['dataset'] ?? '')?.get(answer['id'] ?? '') ?? []
    const profile = glucoseProfile(readingsOf(rows.map((row) => Number(row['gl']))), 14 * 1_440 * minutes)
    assert.ok(profile, answer['id'])
    const { high, inRange, low, veryHigh, veryLow } = profile.ranges
    const counted = {
      mean: profile.mean,
      cv: profile.variation,
      gmi: profile.indicator,
      tir70_180: 100 * inRange,
      tbr70: 100 * (low + veryLow),
      tbr54: 100 * veryLow,
      tar180: 100 * (high + veryHigh),
      tar250: 100 * veryHigh,
    }
    for (const column of columns) {
      const expected = Number(answer[column])
      assert.ok(Math.abs(counted[column] - expected) < 1e-6, `${answer['id']} ${column}`)
      compared++
    }
  }
  assert.ok(compared > 0)
})

function rowsOf(name: string): Record<string, string>[] {
  const text = readFileSync(join(folder ?? '', 'cgm', name), 'utf8')
  const [head = '', ...lines] = text.trim().split('\n')
  const names = cellsOf(head)
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((cell, at) => [names[at] ?? '', cell])))
}

/** No cell of these files has a comma in it. */
function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replaceAll('"', ''))
}
