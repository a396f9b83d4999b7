'use client'
import { useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { type RecordTime, useRecordDates } from '#src/screens/records/use-record-dates.ts'

/** "Data to …" for records, some of which state a date and no time. */
export function DataToRecords({ times }: { readonly times: readonly RecordTime[] }) {
  const t = useTranslations('shell')
  const formats = useFormats()
  const dates = useRecordDates()
  const newest = times.reduce<RecordTime>((best, one) => ((one.at ?? 0) > (best.at ?? 0) ? one : best), {
    at: null,
    date: null,
  })
  if (newest.at === null) return null
  const to = newest.date === null ? formats.dateTime(newest.at) : dates.long(newest)
  return <span className="figures text-label text-muted">{t('dataTo', { to })}</span>
}
