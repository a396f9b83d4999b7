'use client'
import { ProgressBar } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { publishQuery } from '#src/data/vault.ts'

/** How much of what is shared has reached the store for shared data. Silent when everything has. */
export function PublishNote() {
  const t = useTranslations('sharing')
  const { data: publish } = useQuery(publishQuery)
  switch (publish?.state) {
    case 'publishing':
      return (
        <ProgressBar
          label={t('publishing')}
          share={publish.total === 0 ? null : publish.done / publish.total}
          detail={t('publishingDetail', { done: publish.done, total: publish.total })}
        />
      )
    case 'waiting':
      return <p className="text-label text-muted">{t('publishWaiting')}</p>
    default:
      return null
  }
}
