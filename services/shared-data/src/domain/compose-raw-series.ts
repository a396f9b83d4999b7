/** Blocks to a raw series: in time order over all sources, cut to the range, the consent and the budget. */
import type { RawSeries } from '@nornos/contracts'
import {
  type Block,
  type BlockCut,
  type BlockHeader,
  cutBlock,
  DAY_MILLISECONDS,
  instantToMilliseconds,
  metric,
  type SourceId,
} from '@nornos/health-model'
import type { SeriesRequest } from './compose-series.ts'

/** Whether a block can hold a sample of the range, before it is inflated. Milliseconds since 1970. */
export function mayHold({ key, segments }: BlockHeader, from: number, until: number): boolean {
  const first = segments[0]?.start ?? key.day * DAY_MILLISECONDS
  const days = key.span === 'day' ? 1 : 31
  return first < until && (key.day + days) * DAY_MILLISECONDS > from
}

export function composeRawSeries(request: SeriesRequest, blocks: readonly Block[], cut: BlockCut): RawSeries {
  const { query, eventId, field } = request
  const from = instantToMilliseconds(query.from)
  const columns = collect(blocks, cut, from, instantToMilliseconds(query.to))
  const order = inTimeOrder(columns)
  const kept = order.slice(0, query.points)
  return {
    eventId,
    field,
    metric: query.metric,
    unit: metric(query.metric).unit,
    resolution: 'raw',
    origin: query.from,
    offsetsMs: kept.map((row) => (columns.starts[row] ?? 0) - from),
    durationsMs: kept.map((row) => columns.durations[row] ?? 0),
    values: kept.map((row) => columns.values[row] ?? 0),
    sources: kept.map((row) => columns.sources[row] ?? 0),
    sourceIds: columns.sourceIds.names,
    zones: kept.map((row) => columns.zones[row] ?? 0),
    zoneNames: columns.zoneNames.names,
    cut: order.length > kept.length,
  }
}

interface Columns {
  readonly starts: number[]
  readonly durations: number[]
  readonly values: number[]
  readonly sources: number[]
  readonly zones: number[]
  readonly sourceIds: Numbering<SourceId>
  readonly zoneNames: Numbering<string>
}

function collect(blocks: readonly Block[], cut: BlockCut, from: number, until: number): Columns {
  const columns: Columns = {
    starts: [],
    durations: [],
    values: [],
    sources: [],
    zones: [],
    sourceIds: makeNumbering(),
    zoneNames: makeNumbering(),
  }
  for (const block of blocks) {
    const allowed = cutBlock(block, [cut])
    if (allowed !== null) addBlock(columns, allowed, from, until)
  }
  return columns
}

function addBlock(columns: Columns, block: Block, from: number, until: number): void {
  const { key, count, starts, durations, values, contexts } = block
  let run = 0
  for (let index = 0; index < count; index++) {
    if (contexts[run + 1]?.first === index) run++
    const start = starts[index] ?? 0
    if (start >= until) return
    if (start < from) continue
    columns.starts.push(start)
    columns.durations.push(durations?.[index] ?? 0)
    columns.values.push(values[index] ?? 0)
    columns.sources.push(columns.sourceIds.numberOf(key.source))
    columns.zones.push(columns.zoneNames.numberOf(contexts[run]?.zone ?? ''))
  }
}

/** Rows by start; at one moment by source, duration and value, so that the answer does not hang on storage order. */
function inTimeOrder({ starts, sources, sourceIds, durations, values }: Columns): number[] {
  const rows = Array.from(starts, (_, row) => row)
  const idOf = (row: number) => sourceIds.names[sources[row] ?? 0] ?? ''
  const compare = (left: number, right: number) =>
    (starts[left] ?? 0) - (starts[right] ?? 0) ||
    (idOf(left) < idOf(right) ? -1 : Number(idOf(left) > idOf(right))) ||
    (durations[left] ?? 0) - (durations[right] ?? 0) ||
    (values[left] ?? 0) - (values[right] ?? 0)
  const isSorted = rows.every((row) => row === 0 || compare(row - 1, row) <= 0)
  return isSorted ? rows : rows.sort(compare)
}

interface Numbering<Name> {
  readonly names: Name[]
  numberOf(name: Name): number
}

function makeNumbering<Name>(): Numbering<Name> {
  const names: Name[] = []
  const numbers = new Map<Name, number>()
  return {
    names,
    numberOf: (name) => {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
  }
}
