'use client'
import { FlowShell, ProblemState, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { paths } from '#src/paths.ts'
import { UnlockScreen } from '#src/screens/unlock/UnlockScreen.tsx'
import { AppNavigation } from '#src/shell/AppNavigation.tsx'
import { AutoLock } from '#src/shell/AutoLock.tsx'
import { ConnectionEvents } from '#src/shell/ConnectionEvents.tsx'
import { OpenVaultProvider } from '#src/shell/OpenVaultProvider.tsx'
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
      return <ToWelcome />
    case 'locked':
      return <UnlockScreen vault={vault.data} />
    case 'open':
      return (
        <OpenVaultProvider vault={vault.data}>
          <AutoLock />
          <ConnectionEvents />
          <AppNavigation pathname={pathname}>{children}</AppNavigation>
        </OpenVaultProvider>
      )
  }
}

/** Nothing is here yet: the start shows the ways in. */
function ToWelcome() {
  const router = useRouter()
  useEffect(() => router.replace(paths.welcome()), [router])
  return null
}
