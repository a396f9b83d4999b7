/** What the catalogue says about a record. */
import { type HealthRecord, type Instant, instantToMilliseconds, statedDate } from '@nornos/health-model'
import type { ObjectFacts, RecordEntry } from './catalog.ts'

export function recordEntry(
  { objectId, version, blob, epoch }: ObjectFacts,
  record: HealthRecord,
): RecordEntry {
  const { content, recordId, start, end } = record
  const date = statedDate(content)
  return {
    ...{ objectId, version, blob, epoch, recordId, from: moment(start), to: moment(end ?? start) },
    ...(date !== null && { date }),
  }
}

function moment(instant: Instant | null): number | null {
  return instant === null ? null : instantToMilliseconds(instant)
}
