'use client'
import type { ClosureReceipt } from '@nornos/contracts'
import { FlowShell, LinkButton, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '#src/data/use-session.ts'
import { vaultQuery } from '#src/data/vault.ts'
import { paths } from '#src/paths.ts'
import { ClosedStep } from '#src/screens/account-close/ClosedStep.tsx'
import { ConfirmStep } from '#src/screens/account-close/ConfirmStep.tsx'
import { ProveStep } from '#src/screens/account-close/ProveStep.tsx'
import { isProvedLately } from '#src/screens/account-close/proved-lately.ts'
import { UnlockScreen } from '#src/screens/unlock/UnlockScreen.tsx'

/** Leaving for good: show that it is you, see what goes, say it in words, keep the receipt. */
export function AccountCloseScreen() {
  const t = useTranslations('accountClose')
  const session = useSession()
  const router = useRouter()
  const { data: vault } = useQuery(vaultQuery)
  const [receipt, setReceipt] = useState<ClosureReceipt | null>(null)
  // Once it has begun, an empty device is what was asked for: the receipt is still on its way.
  const [isClosing, setClosing] = useState(false)
  const isNothingHere = receipt === null && !isClosing && vault?.state === 'none'
  useEffect(() => {
    if (isNothingHere) router.replace(paths.welcome())
  }, [isNothingHere, router])
  if (receipt !== null) return <ClosedStep receipt={receipt} />
  if (vault === undefined || session.state === 'unknown' || isNothingHere) {
    return (
      <FlowShell>
        <Skeleton label={t('loading')} />
      </FlowShell>
    )
  }
  if (vault.state === 'locked' && !isClosing) return <UnlockScreen vault={vault} />
  const exit = (
    <LinkButton href={paths.leaving()} tone="quiet">
      {t('keep')}
    </LinkButton>
  )
  return (
    <FlowShell exit={exit}>
      {session.state === 'signed-in' && (isClosing || isProvedLately()) ? (
        <ConfirmStep email={session.account.email} onClosing={setClosing} onClosed={setReceipt} />
      ) : (
        <ProveStep />
      )}
    </FlowShell>
  )
}
