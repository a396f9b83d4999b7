/**
 * Samples on their way into blocks: columns per metric and source, filled by series number. Nothing is allocated
 * per sample; a column grows by doubling.
 */
import {
  type MetricId,
  makeColumns,
  type SampleColumns,
  SourceId,
  type SourceIdentity,
  unitConversion,
} from '@nornos/health-model'
import { assert } from '@nornos/std'
import type { SeriesKey } from '../sink.ts'
import { statedZone } from '../stated-zone.ts'

/** The columns of one metric and source. Their source id is filled in when the blocks are made. */
export interface Stream {
  readonly metric: MetricId
  readonly source: SourceIdentity
  columns: SampleColumns
}

export interface SampleStore {
  /** Samples held now. */
  readonly count: number
  series(key: SeriesKey): number
  add(series: number, start: number, end: number, value: number): void
  /** Gives every stream that holds samples, and forgets the samples. */
  take(): readonly Stream[]
}

interface Series {
  readonly stream: Stream
  readonly unit: string
  readonly zone: string
  /** Its index in the contexts of the columns at hand; -1 until its first sample. */
  context: number
}

const NO_SOURCE = SourceId.parse('0'.repeat(32))

export function createSampleStore(): SampleStore {
  const streams = new Map<string, Stream>()
  const seriesByKey = new Map<string, number>()
  const all: Series[] = []
  let count = 0

  function streamOf({ metric, source }: SeriesKey): Stream {
    const key = JSON.stringify([metric, source.name, source.manufacturer, source.model, source.hardware])
    const known = streams.get(key)
    if (known !== undefined) return known
    const made = { metric, source, columns: makeColumns(metric, NO_SOURCE) }
    streams.set(key, made)
    return made
  }

  return {
    get count() {
      return count
    },
    series(key) {
      assert(unitConversion(key.metric, key.unit).ok, 'a series has a unit of its metric')
      const { name, manufacturer, model, hardware } = key.source
      const text = JSON.stringify([key.metric, key.unit, key.zone, name, manufacturer, model, hardware])
      const known = seriesByKey.get(text)
      if (known !== undefined) return known
      all.push({ stream: streamOf(key), unit: key.unit, zone: statedZone(key.zone), context: -1 })
      seriesByKey.set(text, all.length - 1)
      return all.length - 1
    },
    add(series, start, end, value) {
      const to = all[series]
      assert(to !== undefined, 'a sample belongs to a series')
      if (to.context < 0) to.context = contextOf(to)
      put(to.stream.columns, to.context, start, end, value)
      count++
    },
    take() {
      const taken: Stream[] = []
      for (const stream of streams.values()) {
        if (stream.columns.count === 0) continue
        taken.push({ ...stream })
        stream.columns = makeColumns(stream.metric, NO_SOURCE)
      }
      for (const series of all) series.context = -1
      count = 0
      return taken
    },
  }
}

function contextOf({ stream, unit, zone }: Series): number {
  const { contexts, contextByName } = stream.columns
  const name = `${unit}\0${zone}`
  const known = contextByName.get(name)
  if (known !== undefined) return known
  contexts.push({ unit, zone })
  contextByName.set(name, contexts.length - 1)
  return contexts.length - 1
}

function put(columns: SampleColumns, context: number, start: number, end: number, value: number): void {
  const at = columns.count
  if (at === columns.starts.length) grow(columns)
  columns.starts[at] = start
  columns.ends[at] = end
  // Adding 0 turns −0 into 0: one value has one form.
  columns.reported[at] = value + 0
  columns.contextOf[at] = context
  columns.count = at + 1
}

function grow(columns: SampleColumns): void {
  const length = columns.starts.length * 2
  columns.starts = larger(columns.starts, new Float64Array(length))
  columns.ends = larger(columns.ends, new Float64Array(length))
  columns.reported = larger(columns.reported, new Float64Array(length))
  columns.contextOf = larger(columns.contextOf, new Uint32Array(length))
}

function larger<Column extends Float64Array | Uint32Array>(column: Column, into: Column): Column {
  into.set(column)
  return into
}
