/** What the person wrote down by hand. Keys start with `readings`: an entry is a reading as well. */
import type { EntryKind } from '@nornos/health-model'
import { queryOptions } from '@tanstack/react-query'
import { readingsKey } from '#src/data/readings-key.ts'
import { device } from '#src/keys/device.ts'

export interface EntryList {
  readonly kinds: readonly EntryKind[]
  readonly limit: number
}

/** Without an end in time: what lies ahead was written down as well. */
export function entriesQuery({ kinds, limit }: EntryList) {
  return queryOptions({
    queryKey: [readingsKey, 'entries', kinds, limit],
    queryFn: async () => (await device()).entries({ kinds, from: -8e15, to: 8e15, limit, offset: 0 }),
  })
}

export const zonesQuery = queryOptions({
  queryKey: [readingsKey, 'zones'],
  queryFn: async () => (await device()).zones(),
})
