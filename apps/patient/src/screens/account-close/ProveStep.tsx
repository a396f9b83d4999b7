'use client'
import { Page } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { ProveButton } from '#src/screens/account-close/ProveButton.tsx'

export function ProveStep() {
  const t = useTranslations('accountClose')
  return (
    <Page title={t('title')} lead={t('proveLead')}>
      <div>
        <ProveButton />
      </div>
    </Page>
  )
}
