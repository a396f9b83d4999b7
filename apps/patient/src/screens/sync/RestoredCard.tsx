'use client'
import type { SyncReport } from '@nornos/store'
import { Card, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** That whoever runs the service put the vault back, and what came of it on this device. */
export function RestoredCard({ restore }: { readonly restore: NonNullable<SyncReport['restore']> }) {
  const t = useTranslations('syncScreen.restored')
  const formats = useFormats()
  const { at, broughtBack, filesLost } = restore
  return (
    <Card title={t('title')}>
      <p className="measure">{t('lead', { when: formats.dateTime(Date.parse(at)) })}</p>
      <p className="measure">{t('broughtBack', { count: broughtBack })}</p>
      {filesLost.length > 0 ? <p className="measure">{t('lost', { names: filesLost.join(', ') })}</p> : null}
    </Card>
  )
}
