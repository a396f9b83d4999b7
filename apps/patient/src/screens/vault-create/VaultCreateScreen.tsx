'use client'
import { Button, FlowShell, LinkButton, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '#src/data/use-session.ts'
import { vaultQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { AccountStep } from '#src/screens/vault-create/AccountStep.tsx'
import { CheckStep } from '#src/screens/vault-create/CheckStep.tsx'
import { DoneStep } from '#src/screens/vault-create/DoneStep.tsx'
import { KitStep } from '#src/screens/vault-create/KitStep.tsx'
import { WordsStep } from '#src/screens/vault-create/WordsStep.tsx'

const steps = ['account', 'words', 'kit', 'check', 'done'] as const
type Step = (typeof steps)[number]

const backTo: Partial<Record<Step, Step>> = { kit: 'words', check: 'kit' }

/** From nothing to an open vault in five screens. The words are made once and live only on this page. */
export function VaultCreateScreen() {
  const t = useTranslations('vaultCreate')
  const session = useSession()
  const vault = useQuery(vaultQuery)
  const made = useQuery({
    queryKey: ['new-words'],
    queryFn: async () => (await device()).makeWords(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const [step, setStep] = useState<Step>('words')
  const router = useRouter()
  const isHere = vault.data !== undefined && vault.data.state !== 'none' && step === 'words'
  useEffect(() => {
    if (isHere) router.replace(paths.today())
  }, [isHere, router])
  const isSignedIn = session.state === 'signed-in'
  const shown: Step = isSignedIn || step === 'done' ? step : 'account'
  const number = steps.indexOf(shown) + 1
  if (session.state === 'unknown' || made.data === undefined || isHere) {
    return (
      <FlowShell>
        <Skeleton label={t('loading')} />
      </FlowShell>
    )
  }
  const exit = <StepExit step={shown} onBack={setStep} />
  return (
    <FlowShell step={t('step', { number, total: steps.length })} exit={exit}>
      {shown === 'account' ? <AccountStep /> : null}
      {shown === 'words' ? <WordsStep words={made.data.words} onNext={() => setStep('kit')} /> : null}
      {shown === 'kit' && isSignedIn ? (
        <KitStep
          kitWords={made.data.kitWords}
          email={session.account.email}
          onNext={() => setStep('check')}
        />
      ) : null}
      {shown === 'check' && isSignedIn ? (
        <CheckStep made={made.data} accountId={session.account.id} onDone={() => setStep('done')} />
      ) : null}
      {shown === 'done' ? <DoneStep /> : null}
    </FlowShell>
  )
}

/** Back where there is something to go back to; nothing when all is done. */
function StepExit({ step, onBack }: { readonly step: Step; readonly onBack: (to: Step) => void }) {
  const t = useTranslations('vaultCreate')
  const before = backTo[step]
  if (step === 'done') return null
  return before === undefined ? (
    <LinkButton href={paths.welcome()} tone="quiet">
      {t('leave')}
    </LinkButton>
  ) : (
    <Button tone="quiet" onPress={() => onBack(before)}>
      {t('back')}
    </Button>
  )
}
