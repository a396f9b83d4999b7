/** The readings of a window as a file, made on this device. */
import type { MetricId } from '@nornos/health-model'
import { device } from '#src/keys/device.ts'
import { seriesCsv } from '#src/screens/metric/series-csv.ts'

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
  const address = URL.createObjectURL(new Blob([seriesCsv(view, unit)], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `nornos-${metric}-${new Date(from).toISOString().slice(0, 10)}.csv`
  link.click()
  URL.revokeObjectURL(address)
}
