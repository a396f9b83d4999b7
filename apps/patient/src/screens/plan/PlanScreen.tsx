'use client'
import { EmptyState, Page } from '@nornos/ui'
import { ClipboardList } from 'lucide-react'
import { useTranslations } from 'use-intl'

/** What the person and their doctors have agreed to do. */
export function PlanScreen() {
  const t = useTranslations('plan')
  return (
    <Page title={t('title')}>
      <EmptyState title={t('emptyTitle')} icon={<ClipboardList />}>
        {t('empty')}
      </EmptyState>
    </Page>
  )
}
