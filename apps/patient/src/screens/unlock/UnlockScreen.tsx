'use client'
import { FlowShell, Page, TextLink } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { VaultUnlockForm } from '#src/forms/VaultUnlockForm.tsx'
import { paths } from '#src/paths.ts'
import { useOnline } from '#src/shell/use-online.ts'

/** The vault is on this device and closed. Opening it needs no network. */
export function UnlockScreen({ deviceName }: { readonly deviceName: string }) {
  const t = useTranslations('unlock')
  const isOnline = useOnline()
  return (
    <FlowShell>
      <Page title={t('title')} lead={isOnline ? t('lead', { deviceName }) : t('leadOffline', { deviceName })}>
        <VaultUnlockForm />
        <p className="text-muted">
          {t('lost')} <TextLink href={paths.vaultOpen()}>{t('useKit')}</TextLink>
        </p>
      </Page>
    </FlowShell>
  )
}
