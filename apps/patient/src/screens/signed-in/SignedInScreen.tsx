'use client'
import { FlowShell, LinkButton, Page, ProblemState, Skeleton } from '@nornos/ui'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { closeSession } from '#src/data/session.ts'
import { type Errand, finishSignIn, type SignInProblem } from '#src/data/sign-in.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { noteProved } from '#src/screens/account-close/proved-lately.ts'

type Failure = SignInProblem['type'] | 'OtherVault'

/** Where auth sends the person back. Takes the answer out of the address at once and goes on with the errand. */
export function SignedInScreen() {
  const t = useTranslations('signedIn')
  const router = useRouter()
  const [failure, setFailure] = useState<Failure | null>(null)
  const hasBegun = useRef(false)
  useEffect(() => {
    // A second run of the effect would find the address empty.
    if (hasBegun.current) return
    hasBegun.current = true
    finish(takeAnswer()).then(
      (result) => ('failure' in result ? setFailure(result.failure) : router.replace(result.next)),
      () => setFailure('CodeRefused'),
    )
  }, [router])
  if (failure === null) {
    return (
      <FlowShell>
        <h1 className="sr-only">{t('title')}</h1>
        <Skeleton label={t('working')} />
      </FlowShell>
    )
  }
  const start = <LinkButton href={paths.welcome()}>{t('start')}</LinkButton>
  return (
    <FlowShell>
      <Page title={t('failedTitle')}>
        <ProblemState happened={t(`failure.${failure}`)} safe={t('safe')} next={start} />
      </Page>
    </FlowShell>
  )
}

/** The fragment, once: it holds a code that must not stay in the history. After a reload it is empty, and so the end. */
function takeAnswer(): URLSearchParams {
  const answer = new URLSearchParams(location.hash.slice(1))
  history.replaceState(history.state, '', location.pathname)
  return answer
}

type Finished = { readonly next: string } | { readonly failure: Failure }

async function finish(answer: URLSearchParams): Promise<Finished> {
  const result = await finishSignIn(answer)
  if (!result.ok) return { failure: result.error.type }
  const { errand, account } = result.value
  const vault = await (await device()).vaultState()
  if (vault.state === 'none' || vault.vaultId === account.id) {
    if (errand === 'close') noteProved()
    return { next: vault.state === 'none' || errand === 'close' ? nextOf[errand] : paths.today() }
  }
  // This browser holds another person's vault: signing in must not mix the two.
  await closeSession()
  return { failure: 'OtherVault' }
}

const nextOf: Readonly<Record<Errand, string>> = {
  create: paths.vaultCreate(),
  open: paths.vaultOpen(),
  return: paths.vaultOpen(),
  close: paths.accountClose(),
}
