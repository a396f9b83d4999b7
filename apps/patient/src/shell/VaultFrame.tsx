'use client'
import { FlowShell, ProblemState } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, Suspense, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { unlockMessages } from '#src/messages/unlock-messages.ts'
import { paths } from '#src/paths.ts'
import { UnlockScreen } from '#src/screens/unlock/UnlockScreen.tsx'
import { fetchLater } from '#src/shell/later.tsx'
import { Opening } from '#src/shell/Opening.tsx'
import { noteVaultHere } from '#src/shell/settings.ts'
import { laterWithWords, Words } from '#src/shell/Words.tsx'

const OpenFrame = laterWithWords(
  async () => (await import('#src/shell/OpenFrame.tsx')).OpenFrame,
  async () => (await import('#src/messages/catalogue-messages.ts')).catalogueMessages,
  async () => (await import('#src/messages/frame-messages.ts')).frameMessages,
  async () => (await import('#src/messages/problem-messages.ts')).problemMessages,
)
const VaultGone = laterWithWords(
  async () => (await import('#src/shell/VaultGone.tsx')).VaultGone,
  async () => (await import('#src/messages/closed-messages.ts')).closedMessages,
)

/** Everything below it needs an open vault: a closed one is unlocked in place, so that the address stays. */
export function VaultFrame({ children }: { readonly children: ReactNode }) {
  const t = useTranslations('shell')
  const vault = useQuery(vaultQuery)
  const pathname = usePathname()
  const state = vault.data?.state
  useEffect(() => {
    if (state !== undefined) noteVaultHere(state !== 'none')
    // While the person unlocks, what they are about to see is fetched.
    if (state === 'locked' || state === 'open') fetchLater()
  }, [state])
  if (vault.isError) {
    return (
      <FlowShell>
        <h1 className="sr-only">{t('deviceTitle')}</h1>
        <ProblemState happened={t('deviceFailed')} safe={t('deviceSafe')} next={t('deviceNext')} />
      </FlowShell>
    )
  }
  if (vault.data === undefined) return <Opening />
  switch (vault.data.state) {
    case 'none':
      return vault.data.closedAt === null && !vault.data.isLost ? (
        <ToWelcome />
      ) : (
        <Suspense fallback={<Opening />}>
          <VaultGone vault={vault.data} />
        </Suspense>
      )
    case 'locked':
      return (
        <Words add={unlockMessages}>
          <UnlockScreen vault={vault.data} />
        </Words>
      )
    case 'open':
      return (
        <Suspense fallback={<Opening />}>
          <OpenFrame vault={vault.data} pathname={pathname}>
            {children}
          </OpenFrame>
        </Suspense>
      )
  }
}

/** Nothing is here yet: the start shows the ways in. */
function ToWelcome() {
  const router = useRouter()
  useEffect(() => router.replace(paths.welcome()), [router])
  return null
}
