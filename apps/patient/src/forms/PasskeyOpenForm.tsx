'use client'
import { Banner, Button } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { device } from '#src/keys/device.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** One of the passkeys that open this vault; it opens this device from then on. */
export function PasskeyOpenForm({
  vaultId,
  problem,
  isPending,
  onRecover,
}: OpenFormProps & { readonly vaultId: string }) {
  const t = useTranslations('vaultOpen')
  const answers = useTranslations('passkey')
  const problemText = useProblemText()
  const [failure, setFailure] = useState<string | null>(null)
  const touch = useMutation({
    mutationFn: async () => {
      const known = await (await device()).passkeys(vaultId)
      if (!known.ok) return setFailure(problemText(known.error))
      if (known.value.length === 0) return setFailure(t('noPasskeys'))
      const { askPasskey } = await import('#src/keys/passkey.ts')
      const answer = await askPasskey(known.value)
      if (answer.type === 'given') onRecover({ by: 'passkey', passkey: answer.passkey })
      else setFailure(answers(answer.type))
    },
    onMutate: () => setFailure(null),
    onError: () => setFailure(problemText({ type: 'Unexpected' })),
  })
  const shown = failure ?? (problem ? problemText(problem) : null)
  return (
    <div className="flex flex-col gap-4">
      {shown ? (
        <Banner tone="danger" role="alert">
          {shown}
        </Banner>
      ) : null}
      <p className="measure">{t('passkeyLead')}</p>
      <div>
        <Button tone="primary" isPending={isPending || touch.isPending} onPress={() => touch.mutate()}>
          {t('open')}
        </Button>
      </div>
    </div>
  )
}
