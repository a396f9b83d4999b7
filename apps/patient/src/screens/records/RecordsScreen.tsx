'use client'
import { EmptyState, LinkButton, Page } from '@nornos/ui'
import { FileText } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

/** Visits, results, documents and medicines. */
export function RecordsScreen() {
  const t = useTranslations('records')
  const add = (
    <LinkButton href={paths.import()} tone="primary">
      {t('import')}
    </LinkButton>
  )
  return (
    <Page title={t('title')}>
      <EmptyState title={t('emptyTitle')} icon={<FileText />} action={add}>
        {t('empty')}
      </EmptyState>
    </Page>
  )
}
