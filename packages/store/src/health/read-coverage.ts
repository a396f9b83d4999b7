/** Which days have readings of which metric, out of the rolled-up days: nothing is opened but those. */
import { type LocalDay, localDayToNumber, numberToLocalDay } from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import { readDays } from '../query/read-days.ts'
import type { CoverageView } from './health-view-shapes.ts'

export async function readCoverage(
  device: OpenDevice,
  from: LocalDay,
  to: LocalDay,
): Promise<readonly CoverageView[]> {
  const [first, end] = [localDayToNumber(from), localDayToNumber(to) + 1]
  const rows: CoverageView[] = []
  for (const { metric } of device.catalog.metrics()) {
    const series = await readDays(device, metric, first, end)
    const days = new Set(series.flatMap(({ rows: own }) => own.map(([day]) => day)))
    if (days.size === 0) continue
    rows.push({ metric, days: [...days].sort((left, right) => left - right).map(numberToLocalDay) })
  }
  return rows
}
