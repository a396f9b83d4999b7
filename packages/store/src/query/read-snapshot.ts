/** The engine's snapshot of everything on this device, for agents that run here. */
import { type DaySeries, type Snapshot, snapshotOf } from '@nornos/engine'
import {
  type CanonicalSample,
  canonicalSamples,
  DAY_MILLISECONDS,
  type LocalDay,
  localDayToNumber,
  type MetricId,
  metric,
} from '@nornos/health-model'
import type { OpenDevice } from '../open-device.ts'
import { readDays } from './read-days.ts'
import { readStreams } from './read-samples.ts'

/** `days` back from `asOf`, which is included. Sleep is put together from its samples. */
export async function readSnapshot(
  device: OpenDevice,
  asOf: LocalDay,
  metrics: readonly MetricId[],
  days: number,
): Promise<Snapshot> {
  const today = localDayToNumber(asOf)
  const series: DaySeries[] = []
  for (const id of metrics) {
    if (metric(id).kind !== 'sample' || id === 'sleep_hypnogram') continue
    for (const { source, rows } of await readDays(device, id, today - days + 1, today + 1)) {
      series.push({ metric: id, source, rows: rows.map(rowOf) })
    }
  }
  const sleep = metrics.includes('sleep_hypnogram') ? await readSleep(device, today, days) : []
  return snapshotOf({ asOf, zone: zoneNow(device, today), days: series, sleep })
}

/** Two days more, so that no night is cut where the history starts. */
async function readSleep(
  device: OpenDevice,
  today: number,
  days: number,
): Promise<readonly CanonicalSample[]> {
  const from = (today - days - 2) * DAY_MILLISECONDS
  const to = (today + 2) * DAY_MILLISECONDS
  const streams = await readStreams(device, 'sleep_hypnogram', from, to)
  return [...canonicalSamples([...streams.values()].flat())].filter(
    ({ end, start }) => start < to && end >= from,
  )
}

/** The engine reads no quantiles. */
function rowOf([at, count, minimum, maximum, sum, last]: readonly [
  number,
  number,
  number,
  number,
  number,
  number,
]) {
  return { at, count, minimum, maximum, sum, last, sketch: { zero: 0, positive: [], negative: [] } }
}

function zoneNow({ knowledge }: OpenDevice, today: number): string {
  return knowledge.findZone((today + 1) * DAY_MILLISECONDS, '') ?? ''
}
