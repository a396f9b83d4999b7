/**
 * Goal: a table that a spreadsheet opens, with every reading of the stretch as it is, once.
 * Method: small series; the table taken apart by the rules of RFC 4180.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLines, type ReadRaw } from './series-csv.ts'

const at = Date.UTC(2021, 0, 5, 8)
const day = 86_400_000

/** A device that has readings at these moments. */
function deviceWith(readings: readonly (readonly [number, number])[]): ReadRaw {
  return async ({ from, to }) => {
    const within = readings.filter(([time]) => time >= from && time < to)
    return {
      time: Float64Array.from(within, ([time]) => time),
      value: Float64Array.from(within, ([, value]) => value),
    }
  }
}

async function tableOf(read: ReadRaw, until: number, unit = '/min'): Promise<string> {
  const parts = await Array.fromAsync(csvLines(read, { from: at, until, unit }))
  return parts.join('')
}

test('a reading is a line with its moment, value and unit', async () => {
  const read = deviceWith([
    [at, 61.5],
    [at + 60_000, 70],
  ])
  assert.equal(
    await tableOf(read, at + day),
    'time,value,unit\r\n2021-01-05T08:00:00.000Z,61.5,/min\r\n2021-01-05T08:01:00.000Z,70,/min\r\n',
  )
})

test('years are read week by week, each reading once, and none after the end', async () => {
  const readings = Array.from({ length: 800 }, (_, place) => [at + place * day, place] as const)
  const asked: number[] = []
  const read: ReadRaw = (stretch) => {
    asked.push(stretch.to - stretch.from)
    return deviceWith(readings)(stretch)
  }
  const lines = (await tableOf(read, at + 730.5 * day)).trimEnd().split('\r\n').slice(1)
  assert.deepEqual(
    lines.map((line) => Number(line.split(',')[1])),
    Array.from({ length: 731 }, (_, place) => place),
  )
  assert.ok(asked.every((length) => length <= 7 * day))
})

test('a unit with a comma or a quote does not break its line', async () => {
  const [, line] = (await tableOf(deviceWith([[at, 1]]), at + day, 'a,"b"')).split('\r\n')
  assert.equal(line, '2021-01-05T08:00:00.000Z,1,"a,""b"""')
})

test('a stretch without readings is the head alone', async () => {
  assert.equal(await tableOf(deviceWith([]), at + day, '%'), 'time,value,unit\r\n')
})
