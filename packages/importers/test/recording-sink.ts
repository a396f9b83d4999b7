/** A sink that remembers everything it is given, for tests. */
import type { ImportedDocument, ImportedRecord, ImportSink, RawItem, SeriesKey } from '../src/sink.ts'

export interface RecordedSample {
  readonly key: SeriesKey
  readonly start: number
  readonly end: number
  readonly value: number
}

export interface RecordingSink extends ImportSink {
  readonly samples: RecordedSample[]
  readonly records: ImportedRecord[]
  readonly rawItems: RawItem[]
  readonly documents: ImportedDocument[]
  /** Samples of one metric. */
  of(metric: string): RecordedSample[]
}

export function recordingSink(): RecordingSink {
  const keys: SeriesKey[] = []
  const numbers = new Map<string, number>()
  const samples: RecordedSample[] = []
  const records: ImportedRecord[] = []
  const rawItems: RawItem[] = []
  const documents: ImportedDocument[] = []
  return {
    samples,
    records,
    rawItems,
    documents,
    series(key) {
      const text = JSON.stringify(key)
      const known = numbers.get(text)
      if (known !== undefined) return known
      numbers.set(text, keys.length)
      return keys.push(key) - 1
    },
    sample(series, start, end, value) {
      const key = keys[series]
      if (key === undefined) throw new Error('a sample of no series')
      samples.push({ key, start, end, value })
    },
    record: (record) => {
      records.push(record)
    },
    raw: (item) => {
      rawItems.push(item)
    },
    document: (document) => {
      documents.push(document)
    },
    of: (metric) => samples.filter((sample) => sample.key.metric === metric),
  }
}

export function blobOf(...parts: readonly (string | Uint8Array)[]): Blob {
  return new Blob(parts.map((part) => (typeof part === 'string' ? part : new Uint8Array(part))))
}

/** The bytes as a stream, in pieces of `size`. */
export function streamOf(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) {
        controller.close()
        return
      }
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

export function bytesOf(text: Iterable<string>): Uint8Array {
  return new TextEncoder().encode([...text].join(''))
}
