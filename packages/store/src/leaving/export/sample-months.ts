/** The samples of a metric, a UTC month at a time: what is held is the largest month. */
import { type Block, contextAt, type MetricId, type SourceId, zoneOffset } from '@nornos/health-model'
import { streamsOf } from '../../objects/block-streams.ts'
import type { BlockEntry } from '../../objects/catalog.ts'
import { readBlock } from '../../objects/object-reader.ts'
import type { OpenDevice } from '../../open-device.ts'
import { readerOf } from '../../query/read-samples.ts'

export interface ExportedSample {
  /** Local time with the offset that held there, ISO 8601. */
  readonly time: string
  readonly milliseconds: number
  /** `+02:00`; empty when nobody knows the zone. */
  readonly offset: string
  readonly zone: string
  /** Milliseconds. */
  readonly duration: number
  /** As reported, in the unit that the source used. */
  readonly value: number
  readonly unit: string
  readonly source: SourceId
}

export async function* samplesOf(
  device: OpenDevice,
  metric: MetricId,
  signal: AbortSignal,
): AsyncGenerator<readonly ExportedSample[]> {
  const byMonth = Map.groupBy(device.catalog.metric(metric).blocks, monthOf)
  for (const month of [...byMonth.keys()].sort()) {
    signal.throwIfAborted()
    const blocks: Block[] = []
    for (const entry of byMonth.get(month) ?? []) {
      blocks.push(await readBlock(device.session.vault, readerOf(device), entry))
    }
    for (const [source, own] of [...streamsOf(blocks)].sort(bySource)) {
      for (const block of own) yield rowsOf(device, source, block)
    }
  }
}

/** The order of two devices is not the same; that of their exports is. */
function bySource([left]: readonly [SourceId, unknown], [right]: readonly [SourceId, unknown]): number {
  return left < right ? -1 : 1
}

function monthOf({ day }: BlockEntry): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 7)
}

function rowsOf({ knowledge }: OpenDevice, source: SourceId, block: Block): readonly ExportedSample[] {
  const rows: ExportedSample[] = []
  for (let index = 0; index < block.count; index++) {
    const milliseconds = block.starts[index] ?? 0
    const context = contextAt(block.contexts, index)
    const zone = knowledge.findZone(milliseconds, context?.zone ?? '') ?? ''
    const shift = zone === '' ? null : zoneOffset(milliseconds, zone)
    const offset = shift === null ? '' : offsetText(shift)
    const local = new Date(milliseconds + (shift ?? 0)).toISOString().slice(0, -1)
    rows.push({
      ...{ milliseconds, offset, zone, source },
      time: `${local}${offset === '' ? 'Z' : offset}`,
      duration: block.durations?.[index] ?? 0,
      value: block.reported[index] ?? 0,
      unit: context?.unit ?? '',
    })
  }
  return rows
}

export function offsetText(shift: number): string {
  const minutes = Math.round(Math.abs(shift) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${shift < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
