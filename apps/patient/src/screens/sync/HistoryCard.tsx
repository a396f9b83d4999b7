'use client'
import type { SyncEvent } from '@nornos/store'
import { Card, DataTable, DateText } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** The last syncs that said something, the newest first. */
export function HistoryCard({ history }: { readonly history: readonly SyncEvent[] }) {
  const t = useTranslations('syncScreen.history')
  if (history.length === 0) {
    return (
      <Card title={t('title')}>
        <p className="measure">{t('none')}</p>
      </Card>
    )
  }
  const movedOf = ({ received, sent }: SyncEvent) =>
    sent + received === 0 ? t('nothing') : t('counts', { sent, received })
  return (
    <Card title={t('title')}>
      <DataTable
        caption={t('caption')}
        isCaptionHidden
        columns={[
          { key: 'when', head: t('when'), cell: ({ at }) => <DateText at={Date.parse(at)} /> },
          { key: 'what', head: t('what'), cell: ({ outcome }) => t(`outcome.${outcome}`) },
          { key: 'moved', head: t('moved'), cell: movedOf },
        ]}
        rows={history.slice(0, 20)}
        rowKey={({ at, outcome }) => `${at} ${outcome}`}
      />
    </Card>
  )
}
