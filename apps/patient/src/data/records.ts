/** The person's records, as the device finds them. Keys start with `readings`: new data renews them. */
import type { MetricId, RecordId } from '@nornos/health-model'
import type { RecordsQuery } from '@nornos/store'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { readingsKey } from '#src/data/readings-key.ts'
import { device } from '#src/keys/device.ts'

export function recordsQuery(query: RecordsQuery) {
  return queryOptions({
    queryKey: [readingsKey, 'records', query],
    queryFn: async () => (await device()).records(query),
    placeholderData: keepPreviousData,
  })
}

export function recordQuery(metric: MetricId, recordId: RecordId) {
  return queryOptions({
    queryKey: [readingsKey, 'record', metric, recordId],
    queryFn: async () => (await device()).record(metric, recordId),
  })
}

/** What waits for the person's word, and what has it. */
export const proposedDocumentsQuery = queryOptions({
  queryKey: [readingsKey, 'proposed-documents'],
  queryFn: async () => (await device()).proposedDocuments(),
})

export const labsQuery = queryOptions({
  queryKey: [readingsKey, 'labs'],
  queryFn: async () => (await device()).labs(),
})
