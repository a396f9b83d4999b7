/**
 * Samples on their way into blocks: columns per metric and source, filled by series number. Nothing is allocated
 * per sample; a column grows by doubling.
 */
import {
  addContext,
  type MetricId,
  makeColumns,
  oneValueFrom,
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
  /** From this duration on it matters when a sample was told. */
  readonly toldFrom: number
  /** Its index in the contexts of the columns at hand; -1 until its first sample. */
  context: number
  /** The same for samples that are the one value of their span. */
  toldContext: number
}

const noContext = { context: -1, toldContext: -1 }

const NO_SOURCE = SourceId.parse('0'.repeat(32))

/** `told`: when the source told all of it, milliseconds since 1970, or 0. */
export function createSampleStore(told = 0): SampleStore {
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

  function contextOf(series: Series, duration: number): number {
    const { stream, toldFrom, unit, zone } = series
    if (duration >= toldFrom) {
      if (series.toldContext < 0) series.toldContext = addContext(stream.columns, { unit, zone, told })
      return series.toldContext
    }
    if (series.context < 0) series.context = addContext(stream.columns, { unit, zone, told: 0 })
    return series.context
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
      const toldFrom = told > 0 ? oneValueFrom(key.metric) : Number.POSITIVE_INFINITY
      all.push({ stream: streamOf(key), unit: key.unit, zone: statedZone(key.zone), toldFrom, ...noContext })
      seriesByKey.set(text, all.length - 1)
      return all.length - 1
    },
    add(series, start, end, value) {
      const to = all[series]
      assert(to !== undefined, 'a sample belongs to a series')
      put(to.stream.columns, contextOf(to, end - start), start, end, value)
      count++
    },
    take() {
      const taken: Stream[] = []
      for (const stream of streams.values()) {
        if (stream.columns.count === 0) continue
        taken.push({ ...stream })
        stream.columns = makeColumns(stream.metric, NO_SOURCE)
      }
      for (const series of all) Object.assign(series, noContext)
      count = 0
      return taken
    },
  }
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
