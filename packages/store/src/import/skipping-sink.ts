/**
 * A sink that counts what comes and leaves out the first of each kind: a file that is read again after an interruption
 * gives the same items in the same order, and those that are sealed already need no second look.
 */
import type { ImportSink } from '@nornos/importers'
import * as z from 'zod/mini'

const count = z.int().check(z.minimum(0))

/** How many of each kind an import has been given. */
export const ItemsSeen = z.strictObject({ samples: count, records: count, raw: count, documents: count })
export type ItemsSeen = z.infer<typeof ItemsSeen>

export const nothingSeenYet: ItemsSeen = { samples: 0, records: 0, raw: 0, documents: 0 }

export interface SkippingSink extends ImportSink {
  seen(): ItemsSeen
}

export function createSkippingSink(sink: ImportSink, skipped: ItemsSeen): SkippingSink {
  const seen = { ...nothingSeenYet }
  const settle = sink.settle?.bind(sink)
  return {
    seen: () => ({ ...seen }),
    series: (key) => sink.series(key),
    sample(series, start, end, value) {
      if (++seen.samples > skipped.samples) sink.sample(series, start, end, value)
    },
    record(record) {
      if (++seen.records > skipped.records) sink.record(record)
    },
    raw(item) {
      if (++seen.raw > skipped.raw) sink.raw(item)
    },
    document(document) {
      if (++seen.documents > skipped.documents) sink.document?.(document)
    },
    ...(settle === undefined ? {} : { settle }),
  }
}
