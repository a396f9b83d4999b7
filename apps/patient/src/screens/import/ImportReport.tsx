'use client'
import type { ImportState } from '@nornos/store'
import { DataTable, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** What the file held by its own names, what is not known yet, and where something could not be read. */
export function ImportReport({ state }: { readonly state: ImportState }) {
  const t = useTranslations('import')
  const { notKeptByType, readByType, skippedPlaces, unknownByType } = state
  const counted = [readByType, unknownByType, notKeptByType].flatMap(Object.keys)
  if (counted.length + skippedPlaces.length === 0) return null
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2 text-accent">{t('report')}</summary>
      <div className="flex flex-col gap-4">
        {skippedPlaces.length > 0 ? (
          <DataTable
            caption={t('skippedTitle')}
            columns={[
              { key: 'place', head: t('place'), cell: (row) => row.place },
              { key: 'reason', head: t('reason'), cell: (row) => row.reason },
              { key: 'detail', head: t('detail'), cell: (row) => row.detail },
            ]}
            rows={skippedPlaces}
            rowKey={(row) => `${row.place} ${row.detail}`}
          />
        ) : null}
        <CountTable caption={t('readTitle')} counts={readByType} />
        <CountTable caption={t('unknownTitle')} counts={unknownByType} />
        <CountTable caption={t('notKeptTitle')} counts={notKeptByType} />
      </div>
    </details>
  )
}

interface CountTableProps {
  readonly caption: string
  readonly counts: Readonly<Record<string, number>>
}

function CountTable({ caption, counts }: CountTableProps) {
  const t = useTranslations('import')
  const formats = useFormats()
  const rows = Object.entries(counts).toSorted(([, left], [, right]) => right - left)
  if (rows.length === 0) return null
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'type', head: t('type'), cell: ([type]) => <span className="break-all">{type}</span> },
        { key: 'count', head: t('readings'), align: 'right', cell: ([, count]) => formats.number(count) },
      ]}
      rows={rows}
      rowKey={([type]) => type}
    />
  )
}
