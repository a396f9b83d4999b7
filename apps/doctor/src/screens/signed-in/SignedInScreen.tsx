'use client'
import { Button, FlowShell, MountedOnly, ProblemState, replaceHashParams, Skeleton } from '@nornos/ui'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSignIn, finishSignIn, type SignInProblem } from '#src/data/sign-in.ts'
import { paths } from '#src/paths.ts'

/** Where the sign-in pages lead back to. The code in the fragment is taken out of the address at once. */
export function SignedInScreen() {
  return (
    <FlowShell>
      <MountedOnly>
        <Finish />
      </MountedOnly>
    </FlowShell>
  )
}

function Finish() {
  const t = useTranslations('signIn')
  const router = useRouter()
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  useEffect(() => {
    const answer = new URLSearchParams(location.hash.slice(1))
    replaceHashParams(new URLSearchParams())
    void finishSignIn(answer).then((finished) => {
      if (finished.ok) router.replace(paths.patients())
      else setProblem(finished.error)
    })
  }, [router])
  if (problem === null) return <Skeleton label={t('working')} />
  const again = async () => {
    const begun = await beginSignIn()
    if (!begun.ok) setProblem(begun.error)
  }
  return (
    <ProblemState
      happened={t(problem)}
      safe={t('safe')}
      next={
        <Button tone="primary" onPress={() => void again()}>
          {t('signIn')}
        </Button>
      }
    />
  )
}
