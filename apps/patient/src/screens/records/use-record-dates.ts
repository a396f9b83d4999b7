'use client'
import { type HealthRecord, statedDate } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useMemo } from 'react'

export interface RecordTime {
  /** Milliseconds since 1970; null where nobody says. */
  readonly at: number | null
  /** What the record states instead of a moment: `2008-03-19`, `2008-03`, `2008`. */
  readonly date: string | null
}

export interface RecordDates {
  /** "14 February 2027"; empty where nobody says. */
  long(time: RecordTime): string
  /** "14 Feb" */
  short(time: RecordTime): string
  /** From when until when, as moments or as dates: "14 Feb 2027, 08:12 – 14 Feb 2027, 09:00". */
  span(record: Pick<HealthRecord, 'content' | 'end' | 'start'>): string
}

/** When a record holds. What is stated as a date is that date in every zone, with no more than is certain. */
export function useRecordDates(): RecordDates {
  const formats = useFormats()
  return useMemo(
    () => ({
      long: ({ at, date }) => {
        if (date !== null) return dateText(date, formats.locale, longParts)
        return at === null ? '' : formats.date(at)
      },
      short: ({ at, date }) => {
        if (date !== null) return dateText(date, formats.locale, shortParts)
        return at === null ? '' : formats.shortDate(at)
      },
      span: ({ content, end, start }) => {
        const ends = [start, end].flatMap((at) => (at === null ? [] : [Date.parse(at)]))
        const date = statedDate(content)
        if (date === null) return joined(ends.map((at) => formats.dateTime(at)))
        const last = ends.at(-1) === ends[0] ? [] : [utcDate(ends.at(-1) ?? 0)]
        return joined([date, ...last].map((one) => dateText(one, formats.locale, longParts)))
      },
    }),
    [formats],
  )
}

type Parts = readonly [year: object, month: object, day: object]

const longParts: Parts = [
  { year: 'numeric' },
  { year: 'numeric', month: 'long' },
  { year: 'numeric', month: 'long', day: 'numeric' },
]
const shortParts: Parts = [{ year: 'numeric' }, { month: 'short' }, { month: 'short', day: 'numeric' }]

function joined(ends: readonly string[]): string {
  return [...new Set(ends)].join(' – ')
}

function utcDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

function dateText(date: string, locale: string, parts: Parts): string {
  const stated = parts[date.split('-').length - 1]
  return new Intl.DateTimeFormat(locale, { ...stated, timeZone: 'UTC' }).format(Date.parse(date))
}
