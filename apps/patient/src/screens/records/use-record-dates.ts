'use client'
import { type HealthRecord, statedDate } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useMemo } from 'react'
import { placeOnAxis, type RecordTime } from '#src/screens/records/record-time.ts'
import { longDateText, shortDateText } from '#src/screens/records/stated-date-text.ts'

export interface RecordDates {
  /** "14 February 2027"; empty where nobody says. */
  long(time: RecordTime): string
  /** "14 Feb" */
  short(time: RecordTime): string
  /** Where it stands on a time axis: milliseconds since 1970, of a stated date the noon of its first day. */
  onAxis(time: RecordTime): number | null
  /** From when until when, as moments or as dates: "14 Feb 2027, 08:12 – 14 Feb 2027, 09:00". */
  span(record: Pick<HealthRecord, 'content' | 'end' | 'start'>): string
}

/** When a record holds. What is stated as a date is that date in every zone, with no more than is certain. */
export function useRecordDates(): RecordDates {
  const formats = useFormats()
  return useMemo(
    () => ({
      long: ({ at, date }) => {
        if (date !== null) return longDateText(date, formats.locale)
        return at === null ? '' : formats.date(at)
      },
      short: ({ at, date }) => {
        if (date !== null) return shortDateText(date, formats.locale)
        return at === null ? '' : formats.shortDate(at)
      },
      onAxis: (time) => placeOnAxis(time, formats.timeZone),
      span: ({ content, end, start }) => {
        const ends = [start, end].flatMap((at) => (at === null ? [] : [Date.parse(at)]))
        const date = statedDate(content)
        if (date === null) return joined(ends.map((at) => formats.dateTime(at)))
        const last = ends.at(-1) === ends[0] ? [] : [utcDate(ends.at(-1) ?? 0)]
        return joined([date, ...last].map((one) => longDateText(one, formats.locale)))
      },
    }),
    [formats],
  )
}

function joined(ends: readonly string[]): string {
  return [...new Set(ends)].join(' – ')
}

function utcDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
