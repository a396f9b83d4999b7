'use client'
import type { RecordTime } from '#src/screens/records/record-time.ts'
import { DataTo } from '#src/shell/DataTo.tsx'

/** "Data to …" for records, some of which state a date and no time. */
export function DataToRecords({ times }: { readonly times: readonly RecordTime[] }) {
  const newest = times.reduce<RecordTime>((best, one) => ((one.at ?? 0) > (best.at ?? 0) ? one : best), {
    at: null,
    date: null,
  })
  return newest.at === null ? null : <DataTo at={newest.at} date={newest.date} />
}
