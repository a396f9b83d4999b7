'use client'
import { Banner, Button } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

/** One touch. The passkey's secret goes to the worker and is kept nowhere; no network is needed. */
export function PasskeyUnlockForm({ credentialId }: { readonly credentialId: string }) {
  const t = useTranslations('unlock')
  const answers = useTranslations('passkey')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [problem, setProblem] = useState<string | null>(null)
  const unlock = useMutation({
    mutationFn: async () => {
      const { askPasskey } = await import('#src/keys/passkey.ts')
      const answer = await askPasskey([credentialId])
      if (answer.type !== 'given') return setProblem(answers(answer.type))
      const result = await (await device()).unlockWithPasskey(answer.passkey)
      if (result.ok) queries.setQueryData(vaultQuery.queryKey, result.value)
      else setProblem(problemText(result.error))
    },
    onMutate: () => setProblem(null),
    onError: () => setProblem(problemText({ type: 'Unexpected' })),
  })
  return (
    <div className="flex flex-col gap-4">
      {problem ? (
        <Banner tone="danger" role="alert">
          {problem}
        </Banner>
      ) : null}
      <div>
        <Button
          tone="primary"
          icon={<KeyRound aria-hidden="true" className="size-5" />}
          isPending={unlock.isPending}
          onPress={() => unlock.mutate()}
        >
          {t('passkey')}
        </Button>
      </div>
    </div>
  )
}
