'use client'
import type { GivenPasskey } from '@nornos/store'
import { Button, FlowShell, LinkButton, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { newWordsQuery } from '#src/data/keys.ts'
import { useSession } from '#src/data/use-session.ts'
import { vaultQuery } from '#src/data/vault.ts'
import { paths } from '#src/paths.ts'
import { AccountStep } from '#src/screens/vault-create/AccountStep.tsx'
import { CreateStep } from '#src/screens/vault-create/CreateStep.tsx'
import { DoneStep } from '#src/screens/vault-create/DoneStep.tsx'
import {
  firstStep,
  lastStepNumber,
  type Step,
  stepBefore,
  stepNumber,
} from '#src/screens/vault-create/steps.ts'

/** From nothing to an open vault in five screens. What opens it is made once and lives only on this page. */
export function VaultCreateScreen() {
  const t = useTranslations('vaultCreate')
  const session = useSession()
  const vault = useQuery(vaultQuery)
  const made = useQuery(newWordsQuery)
  const [step, setStep] = useState<Step>(firstStep)
  const [passkey, setPasskey] = useState<GivenPasskey | null>(null)
  const router = useRouter()
  const isHere = vault.data !== undefined && vault.data.state !== 'none' && step === firstStep()
  useEffect(() => {
    if (isHere) router.replace(paths.today())
  }, [isHere, router])
  const account = session.state === 'signed-in' ? session.account : null
  if (session.state === 'unknown' || made.data === undefined || isHere) {
    return (
      <FlowShell>
        <Skeleton label={t('loading')} />
      </FlowShell>
    )
  }
  const shown: Step = account !== null || step === 'done' ? step : 'account'
  const exit = <StepExit step={shown} hasPasskey={passkey !== null} onBack={setStep} />
  return (
    <FlowShell step={t('step', { number: stepNumber[shown], total: lastStepNumber })} exit={exit}>
      {shown === 'account' ? <AccountStep /> : null}
      {account === null ? null : (
        <CreateStep
          step={shown}
          made={made.data}
          account={account}
          passkey={passkey}
          onPasskey={setPasskey}
          onStep={setStep}
        />
      )}
      {shown === 'done' ? <DoneStep /> : null}
    </FlowShell>
  )
}

interface StepExitProps {
  readonly step: Step
  readonly hasPasskey: boolean
  readonly onBack: (to: Step) => void
}

/** Back where there is something to go back to; nothing when all is done. */
function StepExit({ step, hasPasskey, onBack }: StepExitProps) {
  const t = useTranslations('vaultCreate')
  const before = stepBefore(step, hasPasskey)
  if (step === 'done') return null
  return before === null ? (
    <LinkButton href={paths.welcome()} tone="quiet">
      {t('leave')}
    </LinkButton>
  ) : (
    <Button tone="quiet" onPress={() => onBack(before)}>
      {t('back')}
    </Button>
  )
}
