/** The readings of a window as a file, made on this device. */
import type { MetricId } from '@nornos/health-model'
import type { SeriesView } from '@nornos/store'
import { device } from '#src/keys/device.ts'

export interface CsvRequest {
  readonly metric: MetricId
  readonly unit: string
  readonly from: number
  readonly until: number
}

/** More than any sheet opens; the finest resolution that stays below it. */
const rowsMax = 1_000_000

export async function downloadCsv({ metric, unit, from, until }: CsvRequest): Promise<void> {
  const opened = await device()
  const view = await opened.series({ metric, from, to: until, resolution: 'auto', points: rowsMax })
  const address = URL.createObjectURL(new Blob([csvOf(view, unit)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `nornos-${metric}-${new Date(from).toISOString().slice(0, 10)}.csv`
  link.click()
  URL.revokeObjectURL(address)
}

/** RFC 4180. Roll-ups have the lowest and the highest of what they stand for, and how many readings that were. */
export function csvOf(view: SeriesView, unit: string): string {
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
