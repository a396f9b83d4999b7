'use client'
import { Page } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { ConnectionsSection } from '#src/screens/connections/ConnectionsSection.tsx'

/** Where data come from by themselves: vendors, clinics, and apps that send. */
export function ConnectionsScreen() {
  const t = useTranslations('connections')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <ConnectionsSection />
    </Page>
  )
}
