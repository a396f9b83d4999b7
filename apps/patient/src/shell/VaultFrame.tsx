'use client'
import { Button, FlowShell, Page, ProblemState, Skeleton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { closeSession } from '#src/data/session.ts'
import { vaultQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { UnlockScreen } from '#src/screens/unlock/UnlockScreen.tsx'
import { AppNavigation } from '#src/shell/AppNavigation.tsx'
import { AutoLock } from '#src/shell/AutoLock.tsx'
import { ConnectionEvents } from '#src/shell/ConnectionEvents.tsx'
import { clearPlaces } from '#src/shell/file-place.ts'
import { OpenVaultProvider } from '#src/shell/OpenVaultProvider.tsx'
import { SessionNote } from '#src/shell/SessionNote.tsx'
import { noteVaultHere } from '#src/shell/settings.ts'

/** Everything below it needs an open vault: a closed one is unlocked in place, so that the address stays. */
export function VaultFrame({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell')
  const vault = useQuery(vaultQuery)
  const pathname = usePathname()
  const state = vault.data?.state
  useEffect(() => {
    if (state !== undefined) noteVaultHere(state !== 'none')
  }, [state])
  if (vault.isError) {
    return (
      <FlowShell>
        <h1 className="sr-only">{t('deviceTitle')}</h1>
        <ProblemState happened={t('deviceFailed')} safe={t('deviceSafe')} next={t('deviceNext')} />
      </FlowShell>
    )
  }
  if (vault.data === undefined) {
    return (
      <FlowShell>
        <Skeleton label={t('opening')} />
      </FlowShell>
    )
  }
  switch (vault.data.state) {
    case 'none':
      return vault.data.closedAt === null ? <ToWelcome /> : <ClosedElsewhere at={vault.data.closedAt} />
    case 'locked':
      return <UnlockScreen vault={vault.data} />
    case 'open':
      return (
        <OpenVaultProvider vault={vault.data}>
          <AutoLock />
          <ConnectionEvents />
          <SessionNote />
          <AppNavigation pathname={pathname}>{children}</AppNavigation>
        </OpenVaultProvider>
      )
  }
}

/** Another device of this person has closed the vault: said once, then nothing is left here. */
function ClosedElsewhere({ at }: { readonly at: string }) {
  const t = useTranslations('shell.closedElsewhere')
  const formats = useFormats()
  const leave = async () => {
    await (await device()).clearDevice()
    await clearPlaces()
    // The session may have outlived the account that it belonged to.
    await closeSession()
  }
  return (
    <FlowShell>
      <Page title={t('title')} lead={t('lead', { when: formats.dateTime(Date.parse(at)) })}>
        <p className="measure">{t('cleared')}</p>
        <p className="measure text-muted">{t('unexpected')}</p>
        <div>
          <Button tone="primary" onPress={() => void leave()}>
            {t('start')}
          </Button>
        </div>
      </Page>
    </FlowShell>
  )
}

/** Nothing is here yet: the start shows the ways in. */
function ToWelcome() {
  const router = useRouter()
  useEffect(() => router.replace(paths.welcome()), [router])
  return null
}
