'use client'
import { Button, FlowShell, ProblemState, Skeleton } from '@nornos/ui'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { beginSignIn, type SignInProblem } from '#src/data/sign-in.ts'

/** Nobody is signed in here: on to the sign-in pages. */
export function SigningIn() {
  const t = useTranslations('signIn')
  const [attempt, setAttempt] = useState(0)
  const [problem, setProblem] = useState<SignInProblem | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt begins a new sign-in
  useEffect(() => {
    let isOver = false
    void beginSignIn().then((begun) => {
      if (!isOver && !begun.ok) setProblem(begun.error)
    })
    return () => {
      isOver = true
    }
  }, [attempt])
  const again = () => {
    setProblem(null)
    setAttempt(attempt + 1)
  }
  return (
    <FlowShell>
      {problem === null ? (
        <Skeleton label={t('working')} />
      ) : (
        <ProblemState
          happened={t('unreachable')}
          safe={t('unreachableSafe')}
          next={
            <Button tone="primary" onPress={again}>
              {t('again')}
            </Button>
          }
        />
      )}
    </FlowShell>
  )
}
