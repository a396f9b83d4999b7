'use client'
import type { DeviceProblem } from '@nornos/store'
import { Banner, Button } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { ProveButton } from '#src/screens/account-close/ProveButton.tsx'
import { useLeavingText } from '#src/screens/leaving/use-leaving-text.ts'

export interface NotClosedProps {
  readonly problem: DeviceProblem
  /** Goes on without the keys of the vault. */
  readonly onUnopened?: () => void
}

/** What was in the way, and the way on. Of an answer that was lost nobody knows whether it was done. */
export function NotClosed({ problem, onUnopened }: NotClosedProps) {
  const t = useTranslations('accountClose')
  const leavingText = useLeavingText()
  if (isSignInOver(problem)) {
    return (
      <Banner tone="warn" role="alert" action={<ProveButton />}>
        {t('proveOver')}
      </Banner>
    )
  }
  const way =
    onUnopened === undefined || problem.type === 'Offline' ? null : (
      <Button onPress={onUnopened}>{t('unopened')}</Button>
    )
  return (
    <Banner tone="danger" role="alert" action={way}>
      {leavingText(problem)} {t(problem.type === 'Offline' ? 'unknown' : 'unchanged')}
    </Banner>
  )
}

function isSignInOver(problem: DeviceProblem): boolean {
  return problem.type === 'SignedOut' || (problem.type === 'Refused' && problem.code === 'sign-in-again')
}
