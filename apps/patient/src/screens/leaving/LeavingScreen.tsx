'use client'
import { Card, LinkButton, Page } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { BackupCard } from '#src/screens/leaving/BackupCard.tsx'
import { BackupCheckCard } from '#src/screens/leaving/BackupCheckCard.tsx'
import { ExportCard } from '#src/screens/leaving/ExportCard.tsx'

/** Taking everything home, sealed or readable, and leaving for good. */
export function LeavingScreen() {
  const t = useTranslations('leaving')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
        <BackupCard />
        <ExportCard />
        <BackupCheckCard />
        <Card
          title={t('close.title')}
          actions={<LinkButton href={paths.accountClose()}>{t('close.go')}</LinkButton>}
        >
          <p className="measure">{t('close.lead')}</p>
        </Card>
      </div>
    </Page>
  )
}
