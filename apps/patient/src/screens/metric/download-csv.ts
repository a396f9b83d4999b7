/** The readings of a window as a file, made on this device. */
import type { MetricId } from '@nornos/health-model'
import { device } from '#src/keys/device.ts'
import { csvLines } from '#src/screens/metric/series-csv.ts'

export interface CsvRequest {
  readonly metric: MetricId
  readonly unit: string
  readonly from: number
  readonly until: number
}

export async function downloadCsv({ metric, ...window }: CsvRequest): Promise<void> {
  const opened = await device()
  const parts: Blob[] = []
  const lines = csvLines((stretch) => opened.series({ metric, resolution: 'raw', ...stretch }), window)
  // A browser puts large ones aside: a week at a time is in the page's memory.
  for await (const text of lines) parts.push(new Blob([text]))
  const address = URL.createObjectURL(new Blob(parts, { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `nornos-${metric}-${new Date(window.from).toISOString().slice(0, 10)}.csv`
  link.click()
  URL.revokeObjectURL(address)
}
