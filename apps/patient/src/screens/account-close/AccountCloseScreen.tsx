'use client'
import { Button, FlowShell, LinkButton, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '#src/data/use-session.ts'
import { vaultQuery } from '#src/data/vault.ts'
import { paths } from '#src/paths.ts'
import { ClosedStep } from '#src/screens/account-close/ClosedStep.tsx'
import { ConfirmStep } from '#src/screens/account-close/ConfirmStep.tsx'
import { ProveStep } from '#src/screens/account-close/ProveStep.tsx'
import { isProvedLately } from '#src/screens/account-close/proved-lately.ts'
import { UnopenedStep } from '#src/screens/account-close/UnopenedStep.tsx'
import type { Closed } from '#src/screens/account-close/use-closing.ts'
import { UnlockScreen } from '#src/screens/unlock/UnlockScreen.tsx'

/** Leaving for good: show that it is you, see what goes, say it in words, keep the receipt. With the vault, or without it. */
export function AccountCloseScreen() {
  const t = useTranslations('accountClose')
  const session = useSession()
  const { data: vault } = useQuery(vaultQuery)
  const [closed, setClosed] = useState<Closed | null>(null)
  // Once it has begun, an empty device is what was asked for: the answer is still on its way.
  const [isClosing, setClosing] = useState(false)
  const [isUnopened, setUnopened] = useState(false)
  const account = session.state === 'signed-in' ? session.account : null
  if (closed !== null) return <ClosedStep {...closed} />
  if (vault === undefined || session.state === 'unknown') {
    return (
      <FlowShell>
        <Skeleton label={t('loading')} />
      </FlowShell>
    )
  }
  const exit = (
    <LinkButton href={vault.state === 'none' ? paths.vaultOpen() : paths.leaving()} tone="quiet">
      {t('keep')}
    </LinkButton>
  )
  if (account === null || !(isClosing || isProvedLately())) {
    return (
      <FlowShell exit={exit}>
        <ProveStep />
      </FlowShell>
    )
  }
  if (vault.state === 'locked' && !isClosing && !isUnopened) {
    return (
      <UnlockScreen vault={vault}>
        <Button tone="quiet" onPress={() => setUnopened(true)}>
          {t('unopened')}
        </Button>
      </UnlockScreen>
    )
  }
  const isWithout = isUnopened || (vault.state === 'none' && !isClosing)
  const closeUnopened = (isBegun: boolean) => {
    setUnopened(true)
    setClosing(isBegun)
  }
  return (
    <FlowShell exit={exit}>
      {isWithout ? (
        <UnopenedStep account={account} onClosing={closeUnopened} onClosed={setClosed} />
      ) : (
        <ConfirmStep
          email={account.email}
          onUnopened={() => setUnopened(true)}
          onClosing={setClosing}
          onClosed={setClosed}
        />
      )}
    </FlowShell>
  )
}
