'use client'
import { Banner, Button, FlowShell, LinkButton, Page, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSignIn } from '#src/data/sign-in.ts'
import { useSession } from '#src/data/use-session.ts'
import { vaultQuery } from '#src/data/vault.ts'
import { VaultRecoverForm } from '#src/forms/VaultRecoverForm.tsx'
import { paths } from '#src/paths.ts'
import { CloseAccountLink } from '#src/shell/CloseAccountLink.tsx'

/** A vault that exists is opened on a device that has nothing yet: sign in, then the six words or the kit. */
export function VaultOpenScreen() {
  const t = useTranslations('vaultOpen')
  const session = useSession()
  const vault = useQuery(vaultQuery)
  const router = useRouter()
  // Whoever has a vault here unlocks it; becoming a device is for browsers that have none.
  const isHere = vault.data !== undefined && vault.data.state !== 'none'
  useEffect(() => {
    if (isHere) router.replace(paths.today())
  }, [isHere, router])
  const exit = (
    <LinkButton href={paths.welcome()} tone="quiet">
      {t('leave')}
    </LinkButton>
  )
  if (session.state === 'unknown' || vault.data === undefined || isHere) {
    return (
      <FlowShell exit={exit}>
        <Skeleton label={t('loading')} />
      </FlowShell>
    )
  }
  return (
    <FlowShell exit={exit}>
      {session.state === 'signed-in' ? (
        <Page title={t('title')} lead={t('lead', { email: session.account.email })}>
          <VaultRecoverForm vaultId={session.account.id} />
          <div className="flex flex-wrap gap-3">
            <LinkButton href={paths.restore()} tone="quiet">
              {t('fromBackup')}
            </LinkButton>
            <CloseAccountLink />
          </div>
        </Page>
      ) : (
        <SignInStep />
      )}
    </FlowShell>
  )
}

function SignInStep() {
  const t = useTranslations('vaultOpen.signIn')
  const [failed, setFailed] = useState(false)
  const leave = async () => setFailed(!(await beginSignIn({ errand: 'open' })).ok)
  return (
    <Page title={t('title')} lead={t('lead')}>
      {failed ? (
        <Banner tone="danger" role="alert">
          {t('offline')}
        </Banner>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <Button tone="primary" onPress={() => void leave()}>
          {t('signIn')}
        </Button>
        <CloseAccountLink />
      </div>
    </Page>
  )
}
