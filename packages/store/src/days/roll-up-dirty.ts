/** Rolls up again what changed, as a part of the write that changed it. */
import { type MetricId, metric } from '@nornos/health-model'
import { utf8 } from '@nornos/std'
import { entriesBetween } from '../objects/block-streams.ts'
import type { CatalogDraft } from '../objects/catalog.ts'
import type { StagedWrite } from '../objects/staged-write.ts'
import type { OpenDevice } from '../open-device.ts'
import { type DaySeries, replaceDays, YearOfDays } from './day-rows.ts'
import { type DirtyDays, firstDayOf, reachOfMonth, yearOf } from './dirty-days.ts'
import { rollUpDays } from './roll-up-days.ts'

export async function rollUpDirty(
  device: OpenDevice,
  draft: CatalogDraft,
  write: StagedWrite,
  dirty: DirtyDays,
  tick: () => void = () => undefined,
): Promise<void> {
  for (const [metricId, months] of dirty) {
    if (metric(metricId).kind !== 'sample') continue
    const byYear = Map.groupBy(
      [...months].sort((left, right) => left - right),
      yearOf,
    )
    for (const [year, own] of byYear) await rollUpYear({ device, draft, write, tick }, metricId, year, own)
  }
}

interface Rolling {
  readonly device: OpenDevice
  readonly draft: CatalogDraft
  readonly write: StagedWrite
  readonly tick: () => void
}

async function rollUpYear(
  { device, draft, tick, write }: Rolling,
  metricId: MetricId,
  year: number,
  months: readonly number[],
): Promise<void> {
  const known = draft.metric(metricId).days.find((entry) => entry.year === year)
  let days = known === undefined ? { year, series: [] } : await readYear(device, write, known.name)
  for (const month of months) {
    const fresh = await rollUpMonth(device, draft, write, metricId, month)
    days = replaceDays(days, firstDayOf(month), firstDayOf(month + 1), fresh)
    tick()
  }
  if (known !== undefined) write.drop('rollups', known.name)
  const others = draft.metric(metricId).days.filter((entry) => entry.year !== year)
  if (days.series.length === 0) {
    draft.changeMetric(metricId, (entry) => ({ ...entry, days: others }))
    return
  }
  const name = crypto.randomUUID()
  const boxed = await device.boxes.seal('rollups', name, utf8(JSON.stringify(days)))
  if (boxed.value instanceof Uint8Array) await write.put('rollups', name, boxed.value)
  draft.changeMetric(metricId, (entry) => ({ ...entry, days: [...others, { year, name }] }))
}

async function rollUpMonth(
  device: OpenDevice,
  draft: CatalogDraft,
  write: StagedWrite,
  metricId: MetricId,
  month: number,
): Promise<readonly DaySeries[]> {
  const { from, to } = reachOfMonth(month)
  const { cache, knowledge, session } = device
  const blocks = []
  for (const entry of entriesBetween(draft.metric(metricId).blocks, from, to)) {
    blocks.push(await cache.read(session.vault, write.read, entry))
  }
  const first = firstDayOf(month)
  const end = firstDayOf(month + 1)
  const series = rollUpDays(metricId, blocks, knowledge.findZone, knowledge.sourceOrder)
  return series.map(({ source, rows }) => ({
    source,
    rows: rows.filter(([day]) => day >= first && day < end),
  }))
}

async function readYear(device: OpenDevice, write: StagedWrite, name: string): Promise<YearOfDays> {
  // What this very write has put is boxed already; it opens at the same place.
  const sealed = await write.read('rollups', name)
  const json = sealed === null ? null : await device.boxes.openSealed('rollups', name, sealed)
  return YearOfDays.parse(json)
}
