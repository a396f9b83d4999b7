'use client'
import type { RecordRow, RecordsPage } from '@nornos/store'
import { Button, EmptyState, NavigationLink, useFormats } from '@nornos/ui'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { dayOf } from '#src/data/days.ts'
import { paths } from '#src/paths.ts'
import { useRecordDates } from '#src/screens/records/use-record-dates.ts'
import { useRecordTitle } from '#src/screens/records/use-record-title.ts'

export interface RecordListProps {
  readonly page: RecordsPage
  readonly isSearch: boolean
  readonly onMore: () => void
}

/** The timeline by year, the newest first. */
export function RecordList({ isSearch, onMore, page }: RecordListProps) {
  const t = useTranslations('records')
  const { timeZone } = useFormats()
  if (page.total === 0) {
    return isSearch ? (
      <EmptyState title={t('foundNone')}>{t('foundNoneHint')}</EmptyState>
    ) : (
      <EmptyState title={t('noneTitle')}>{t('none')}</EmptyState>
    )
  }
  const years = [...Map.groupBy(page.rows, (row) => yearOf(row, timeZone))]
  return (
    <>
      <p aria-live="polite" className="text-label text-muted">
        {t('found', { count: page.total })}
      </p>
      {years.map(([year, rows]) => (
        <section key={year} aria-label={year === '' ? t('undated') : year} className="flex flex-col gap-2">
          <h2 className="figures text-lead">{year === '' ? t('undated') : year}</h2>
          <ul className="flex flex-col divide-y divide-line rounded-card border border-line bg-surface">
            {rows.map((row) => (
              <li key={`${row.metric} ${row.recordId}`}>
                <RecordLink row={row} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {page.total > page.rows.length ? (
        <div>
          <Button onPress={onMore}>{t('more')}</Button>
        </div>
      ) : null}
    </>
  )
}

/** As the row itself shows its date. */
function yearOf({ at, date }: RecordRow, timeZone: string): string {
  const day = date ?? (at === null ? '' : dayOf(at, timeZone))
  return day.slice(0, 4)
}

function RecordLink({ row }: { readonly row: RecordRow }) {
  const t = useTranslations('records')
  const dates = useRecordDates()
  const title = useRecordTitle()(row)
  return (
    <NavigationLink
      href={paths.record(row.metric, row.recordId)}
      className="flex min-h-14 items-center gap-4 px-4 py-3 text-fg no-underline hover:bg-sunken"
    >
      <span className="figures w-16 shrink-0 text-label text-muted">{dates.short(row) || '–'}</span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="break-words">{title}</span>
        <span className="break-words text-label text-muted">
          {[t(`group.${row.group}`), row.detail, t('from', { source: row.source })]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </span>
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
    </NavigationLink>
  )
}
