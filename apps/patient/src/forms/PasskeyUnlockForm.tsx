'use client'
import { Banner, Button } from '@nornos/ui'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUnlock } from '#src/forms/use-unlock.ts'
import { device } from '#src/keys/device.ts'
import { LaterProblemText } from '#src/shell/LaterProblemText.tsx'

/** One touch. The passkey's secret goes to the worker and is kept nowhere; no network is needed. */
export function PasskeyUnlockForm({ credentialId }: { readonly credentialId: string }) {
  const t = useTranslations('unlock')
  const answers = useTranslations('passkey')
  const [refusal, setRefusal] = useState<string | null>(null)
  const { isPending, problem, unlock } = useUnlock()
  const open = async () => {
    setRefusal(null)
    const { askPasskey } = await import('#src/keys/passkey.ts')
    const answer = await askPasskey([credentialId])
    if (answer.type === 'given') return (await device()).unlockWithPasskey(answer.passkey)
    setRefusal(answers(answer.type))
    return null
  }
  return (
    <div className="flex flex-col gap-4">
      {refusal !== null || problem !== null ? (
        <Banner tone="danger" role="alert">
          {problem === null ? refusal : <LaterProblemText problem={problem} />}
        </Banner>
      ) : null}
      <div>
        <Button
          tone="primary"
          icon={<KeyRound aria-hidden="true" className="size-5" />}
          isPending={isPending}
          onPress={() => void unlock(open)}
        >
          {t('passkey')}
        </Button>
      </div>
    </div>
  )
}
