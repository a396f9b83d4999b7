/** Readings as a table for spreadsheets. */
import type { SeriesView } from '@nornos/store'

/** RFC 4180. Roll-ups have the lowest and the highest of what they stand for, and how many readings that were. */
export function seriesCsv(view: SeriesView, unit: string): string {
  const head = ['time', 'value', 'lowest', 'highest', 'readings', 'unit', 'resolution']
  const rows = Array.from(view.time, (time, at) => [
    new Date(time).toISOString(),
    String(view.value[at]),
    String(view.min[at]),
    String(view.max[at]),
    String(view.count[at]),
    unit,
    view.resolution,
  ])
  return [head, ...rows].map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

function cellOf(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
