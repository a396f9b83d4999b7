'use client'
import type { GivenPasskey } from '@nornos/store'
import { Banner, Button, Page } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

export interface PasskeyStepProps {
  readonly vaultId: string
  readonly onMade: (passkey: GivenPasskey) => void
  readonly onWords: () => void
}

/** What opens the vault every day. Where a passkey cannot do it, six words can: one press away, and always offered. */
export function PasskeyStep({ vaultId, onMade, onWords }: PasskeyStepProps) {
  const t = useTranslations('vaultCreate.passkey')
  const answers = useTranslations('passkey')
  const problems = useTranslations('problem')
  const [failure, setFailure] = useState<string | null>(null)
  const make = useMutation({
    mutationFn: async () => {
      const { makePasskey } = await import('#src/keys/passkey.ts')
      const answer = await makePasskey(vaultId, t('name'))
      if (answer.type === 'given') onMade(answer.passkey)
      else setFailure(answers(answer.type))
    },
    onMutate: () => setFailure(null),
    onError: () => setFailure(problems('Unexpected')),
  })
  return (
    <Page title={t('title')} lead={t('lead')}>
      {failure === null ? null : (
        <Banner tone="warn" role="alert">
          {failure}
        </Banner>
      )}
      <p className="measure text-muted">{t('keep')}</p>
      <div className="flex flex-wrap gap-3">
        <Button
          tone="primary"
          icon={<KeyRound aria-hidden="true" className="size-5" />}
          isPending={make.isPending}
          onPress={() => make.mutate()}
        >
          {t('make')}
        </Button>
        <Button isDisabled={make.isPending} onPress={onWords}>
          {t('words')}
        </Button>
      </div>
    </Page>
  )
}
