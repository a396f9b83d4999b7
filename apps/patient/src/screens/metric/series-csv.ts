/** Readings as a table for spreadsheets: RFC 4180, each reading a line, the moment in UTC. */
import type { SeriesView } from '@nornos/store'

const week = 7 * 86_400_000
/** More than a week holds at one a second. */
const readingsMax = 1_000_000

export const csvHead = 'time,value,unit\r\n'

export type ReadRaw = (stretch: {
  readonly from: number
  readonly to: number
  readonly points: number
}) => Promise<Pick<SeriesView, 'time' | 'value'>>

/** The lines of a stretch, a week at a time: what is held in memory does not grow with the stretch. */
export async function* csvLines(
  read: ReadRaw,
  { from, until, unit }: { readonly from: number; readonly until: number; readonly unit: string },
): AsyncGenerator<string> {
  yield csvHead
  for (let start = from; start < until; start += week) {
    const { time, value } = await read({
      from: start,
      to: Math.min(start + week, until),
      points: readingsMax,
    })
    const ending = `,${cellOf(unit)}\r\n`
    yield Array.from(time, (at, place) => `${new Date(at).toISOString()},${value[place]}${ending}`).join('')
  }
}

function cellOf(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
