'use client'
import type { SyncReport } from '@nornos/store'
import { Card, DateText, DefinitionList, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** What this device has and the vault does not have yet. */
export function WaitingCard({ waiting }: Pick<SyncReport, 'waiting'>) {
  const t = useTranslations('syncScreen.waiting')
  const formats = useFormats()
  if (waiting.changes === 0) {
    return (
      <Card title={t('title')}>
        <p className="measure">{t('none')}</p>
      </Card>
    )
  }
  const items = [
    { term: t('changes'), description: formats.number(waiting.changes) },
    ...(waiting.deletions > 0
      ? [{ term: t('deletions'), description: formats.number(waiting.deletions) }]
      : []),
    {
      term: t('size'),
      description: formats.bytes(waiting.bytes),
    },
    ...(waiting.since === null
      ? []
      : [{ term: t('since'), description: <DateText at={Date.parse(waiting.since)} /> }]),
  ]
  return (
    <Card title={t('title')}>
      <DefinitionList items={items} />
      <p className="measure text-label text-muted">{t('safe')}</p>
    </Card>
  )
}
