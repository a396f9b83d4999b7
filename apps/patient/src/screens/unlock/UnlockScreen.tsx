'use client'
import type { VaultState } from '@nornos/store'
import { Banner, Button, FlowShell, Page, Skeleton } from '@nornos/ui'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { leaveToSignIn } from '#src/data/leave-to-sign-in.ts'
import { useSession } from '#src/data/use-session.ts'
import { PasskeyUnlockForm } from '#src/forms/PasskeyUnlockForm.tsx'
import { VaultUnlockForm } from '#src/forms/VaultUnlockForm.tsx'
import { LaterRecoveryAlarm } from '#src/shell/LaterRecoveryAlarm.tsx'
import { useOnline } from '#src/shell/use-online.ts'
import { laterWithWords } from '#src/shell/Words.tsx'

const RecoverHere = laterWithWords(
  async () => (await import('#src/screens/unlock/RecoverHere.tsx')).RecoverHere,
  async () => (await import('#src/messages/vault-messages.ts')).vaultMessages,
  async () => (await import('#src/messages/problem-messages.ts')).problemMessages,
  async () => (await import('#src/messages/recovery-messages.ts')).recoveryMessages,
)

type LockedVault = Extract<VaultState, { readonly state: 'locked' }>

export interface UnlockScreenProps {
  readonly vault: LockedVault
  /** A way on without opening it. Without it, whoever has nothing that opens it is led to closing the account. */
  readonly children?: ReactNode
}

/** The vault is on this device and closed. Opening it needs no network. */
export function UnlockScreen({ children, vault }: UnlockScreenProps) {
  const { deviceName, unlockBy, vaultId } = vault
  const [isLost, setLost] = useState(false)
  const t = useTranslations('unlock')
  const isOnline = useOnline()
  const queries = useQueryClient()
  useEffect(() => {
    // What was open on the page goes with the keys: all that nothing on this screen asks for.
    queries.removeQueries({ type: 'inactive' })
  }, [queries])
  return (
    <FlowShell>
      <Page title={t('title')} lead={isOnline ? t('lead', { deviceName }) : t('leadOffline', { deviceName })}>
        <EndedBanner />
        <LaterRecoveryAlarm />
        {isLost ? (
          <Suspense fallback={<Skeleton label={t('title')} lines={6} />}>
            <RecoverHere vaultId={vaultId} offersClosing={children === undefined} />
          </Suspense>
        ) : (
          <>
            {unlockBy.by === 'passkey' ? (
              <PasskeyUnlockForm credentialId={unlockBy.credentialId} />
            ) : (
              <VaultUnlockForm />
            )}
            <p className="measure text-muted">{t(unlockBy.by === 'passkey' ? 'lostPasskey' : 'lost')}</p>
          </>
        )}
        <div className="flex flex-wrap gap-3">
          <Button tone="quiet" onPress={() => setLost(!isLost)}>
            {t(isLost ? 'asUsual' : 'otherWay')}
          </Button>
          {children}
        </div>
      </Page>
    </FlowShell>
  )
}

/** Why it is locked, when auth has ended this device's session. */
function EndedBanner() {
  const t = useTranslations('unlock')
  const session = useSession()
  if (session.state !== 'signed-out' || !session.wasEnded) return null
  return (
    <Banner
      tone="warn"
      role="alert"
      action={<Button onPress={() => void leaveToSignIn()}>{t('signIn')}</Button>}
    >
      {t('ended')}
    </Banner>
  )
}
