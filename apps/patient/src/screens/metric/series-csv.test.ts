/**
 * Goal: a table that a spreadsheet opens, with each reading as it is and roll-ups known as such.
 * Method: small series; the table taken apart by the rules of RFC 4180.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SeriesView } from '@nornos/store'
import { seriesCsv } from './series-csv.ts'

const at = Date.UTC(2021, 0, 5, 8)

function series(resolution: SeriesView['resolution'], values: readonly number[]): SeriesView {
  return {
    metric: 'heart_rate',
    gapMs: 600_000,
    usual: null,
    resolution,
    time: Float64Array.from(values, (_, place) => at + place * 60_000),
    value: Float64Array.from(values),
    min: Float64Array.from(values, (value) => value - 1),
    max: Float64Array.from(values, (value) => value + 1),
    count: Uint32Array.from(values, () => 3),
  }
}

test('a reading is a line with its moment, value and unit', () => {
  assert.equal(
    seriesCsv(series('hour', [61.5, 70]), '/min'),
    'time,value,lowest,highest,readings,unit,resolution\r\n' +
      '2021-01-05T08:00:00.000Z,61.5,60.5,62.5,3,/min,hour\r\n' +
      '2021-01-05T08:01:00.000Z,70,69,71,3,/min,hour\r\n',
  )
})

test('a unit with a comma or a quote does not break its line', () => {
  const [, line] = seriesCsv(series('raw', [1]), 'a,"b"').split('\r\n')
  assert.equal(line, '2021-01-05T08:00:00.000Z,1,0,2,3,"a,""b""",raw')
})

test('a series without readings is its head alone', () => {
  assert.equal(seriesCsv(series('raw', []), '%'), 'time,value,lowest,highest,readings,unit,resolution\r\n')
})
