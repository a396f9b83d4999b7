'use client'
import { FlowShell, Page } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { VaultUnlockForm } from '#src/forms/VaultUnlockForm.tsx'
import { useOnline } from '#src/shell/use-online.ts'

/** The vault is on this device and closed. Opening it needs no network. */
export function UnlockScreen({ deviceName }: { readonly deviceName: string }) {
  const t = useTranslations('unlock')
  const isOnline = useOnline()
  return (
    <FlowShell>
      <Page title={t('title')} lead={isOnline ? t('lead', { deviceName }) : t('leadOffline', { deviceName })}>
        <VaultUnlockForm />
        <p className="measure text-muted">{t('lost')}</p>
      </Page>
    </FlowShell>
  )
}
