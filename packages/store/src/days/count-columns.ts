/** Counts samples column by column: a year of heart rate is half a million of them, and no object is made for any. */
import type { Block } from '@nornos/health-model'
import type { DayRow } from './day-rows.ts'

/** The day or hour that a sample belongs to, or null when nobody knows the zone. */
export type PlaceFinder = (start: number, duration: number, stated: string) => number | null

/** A row for each place, ascending. In the order of samples, so that sums come out the same wherever they are made. */
export function countColumns(blocks: readonly Block[], findPlace: PlaceFinder): DayRow[] {
  const rows = new Map<number, DayRow>()
  for (const block of blocks) countBlock(rows, block, findPlace)
  return [...rows.values()].sort(([left], [right]) => left - right)
}

function countBlock(rows: Map<number, DayRow>, block: Block, findPlace: PlaceFinder): void {
  const { contexts, count, durations, starts, values } = block
  let run = 0
  let stated = contexts[0]?.zone ?? ''
  for (let index = 0; index < count; index++) {
    if (contexts[run + 1]?.first === index) stated = contexts[++run]?.zone ?? ''
    const place = findPlace(starts[index] ?? 0, durations?.[index] ?? 0, stated)
    if (place !== null) addTo(rows, place, values[index] ?? 0)
  }
}

function addTo(rows: Map<number, DayRow>, place: number, value: number): void {
  const row = rows.get(place)
  if (row === undefined) {
    rows.set(place, [place, 1, value, value, value, value])
    return
  }
  row[1]++
  if (value < row[2]) row[2] = value
  if (value > row[3]) row[3] = value
  row[4] += value
  row[5] = value
}
