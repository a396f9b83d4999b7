/** A generated person's record in the two forms in which an engine's caller meets it: in the store, and as published. */
import {
  addSample,
  type Block,
  blocksOfColumns,
  type CanonicalSample,
  canonicalSamples,
  DeviceId,
  decodeBlock,
  encodeBlock,
  type LocalDay,
  localDayToNumber,
  type MetricId,
  makeColumns,
  metric,
  numberToLocalDay,
  RollUpItem,
  rollUp,
  rollUpItems,
  SourceId,
  zoneFinder,
} from '@nornos/health-model'
import { generateHealth } from '@nornos/health-model/generate'
import { type DaySeries, daySeriesOfItem, type SnapshotParts } from '../src/index.ts'

export const zone = 'Europe/Berlin'
export const lastDay: LocalDay = numberToLocalDay(20543)

const sources = {
  watch: SourceId.parse('a'.repeat(32)),
  phone: SourceId.parse('b'.repeat(32)),
  scale: SourceId.parse('c'.repeat(32)),
}
const device = DeviceId.parse('9b2e6a5c-1d2f-4a3b-8c4d-5e6f70819203')
const dayMetrics = ['steps', 'heart_rate_resting', 'hrv_sdnn', 'respiratory_rate'] as const

/** The blocks of one metric over `days` days up to `lastDay`. */
function blocksOf(seed: number, days: number, metricId: MetricId): Block[] {
  const firstDay = localDayToNumber(lastDay) - days + 1
  const columns = new Map<SourceId, ReturnType<typeof makeColumns>>()
  for (const { samples } of generateHealth({ seed, firstDay, days, zone, sources })) {
    for (const sample of samples) {
      if (sample.metric !== metricId) continue
      const own = columns.get(sample.source) ?? makeColumns(metricId, sample.source)
      columns.set(sample.source, own)
      addSample(own, sample.start, sample.end, sample.value, sample.unit, sample.zone)
    }
  }
  return [...columns.values()].flatMap((own) => blocksOfColumns(own, device))
}

function seriesOf(metricId: MetricId, samples: readonly CanonicalSample[]): DaySeries[] {
  const findZone = zoneFinder([])
  const rolled = (own: readonly CanonicalSample[], source: SourceId | null) => ({
    metric: metricId,
    source,
    rows: rollUp(metricId, own, 'day', findZone, [sources.watch, sources.phone]).rows,
  })
  if (metric(metricId).day === 'sum') return [rolled(samples, null)]
  return [...Map.groupBy(samples, (sample) => sample.source)].map(([source, own]) => rolled(own, source))
}

/** As the patient's device has it. */
export function storedParts(seed: number, days: number): SnapshotParts {
  const series = dayMetrics.flatMap((id) => seriesOf(id, [...canonicalSamples(blocksOf(seed, days, id))]))
  const sleep = [...canonicalSamples(blocksOf(seed, days, 'sleep_hypnogram'))]
  return { asOf: lastDay, zone, days: series, sleep }
}

/** As a reader gets it: roll-up items as JSON, a month each, newest first; sleep as encoded blocks. */
export async function publishedParts(seed: number, days: number): Promise<SnapshotParts> {
  const series = storedParts(seed, days).days.flatMap((one) => {
    const items = rollUpItems(one.metric, one.source, 'day', one.rows).reverse()
    return items.flatMap((item) => daySeriesOfItem(RollUpItem.parse(JSON.parse(JSON.stringify(item)))) ?? [])
  })
  const sleep: CanonicalSample[] = []
  for (const block of blocksOf(seed, days, 'sleep_hypnogram').reverse()) {
    const read = await decodeBlock(await encodeBlock(block))
    if (read.ok) sleep.push(...canonicalSamples([read.value]))
  }
  return { asOf: lastDay, zone, days: series, sleep }
}
