'use client'
import { EmptyState, Page } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { ClipboardList } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { plansQuery } from '#src/data/inbox.ts'
import { DoctorsPlans } from '#src/screens/plan/DoctorsPlans.tsx'

/** What the person and their doctors have agreed to do. */
export function PlanScreen() {
  const t = useTranslations('plan')
  const plans = useQuery(plansQuery).data ?? []
  return (
    <Page title={t('title')}>
      {plans.length > 0 ? (
        <DoctorsPlans plans={plans} />
      ) : (
        <EmptyState title={t('emptyTitle')} icon={<ClipboardList />}>
          {t('empty')}
        </EmptyState>
      )}
    </Page>
  )
}
