'use client'
import { FlowShell, Page } from '@nornos/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { readingsKey } from '#src/data/readings.ts'
import { VaultUnlockForm } from '#src/forms/VaultUnlockForm.tsx'
import { useOnline } from '#src/shell/use-online.ts'

/** The vault is on this device and closed. Opening it needs no network. */
export function UnlockScreen({ deviceName }: { readonly deviceName: string }) {
  const t = useTranslations('unlock')
  const isOnline = useOnline()
  const queries = useQueryClient()
  useEffect(() => {
    // What was open on the page goes with the keys.
    for (const key of [readingsKey, 'trail', 'consents', 'imports'])
      queries.removeQueries({ queryKey: [key] })
  }, [queries])
  return (
    <FlowShell>
      <Page title={t('title')} lead={isOnline ? t('lead', { deviceName }) : t('leadOffline', { deviceName })}>
        <VaultUnlockForm />
        <p className="measure text-muted">{t('lost')}</p>
      </Page>
    </FlowShell>
  )
}
