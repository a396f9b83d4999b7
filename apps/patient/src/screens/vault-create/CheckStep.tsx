'use client'
import type { WithOpener } from '@nornos/store'
import { Banner, LinkButton, Page } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { KitCheckForm } from '#src/forms/KitCheckForm.tsx'
import { device } from '#src/keys/device.ts'
import { paths } from '#src/paths.ts'
import { useDeviceName } from '#src/shell/use-device-name.ts'
import { type ShownProblem, useProblemText } from '#src/shell/use-problem-text.ts'

export interface CheckStepProps {
  readonly kitWords: readonly string[]
  /** What opens the vault every day. */
  readonly opener: WithOpener
  readonly accountId: string
  readonly onDone: () => void
}

/** Asks two words of the kit back, then makes the vault. */
export function CheckStep({ kitWords, opener, accountId, onDone }: CheckStepProps) {
  const t = useTranslations('vaultCreate.check')
  const queries = useQueryClient()
  const deviceName = useDeviceName()
  const problemText = useProblemText()
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const create = useMutation({
    mutationFn: async () => {
      const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
      return (await device()).createVault({ vaultId: accountId, deviceName, zone, kitWords, ...opener })
    },
    onSuccess: (result) => {
      if (!result.ok) return setProblem(result.error)
      queries.setQueryData(vaultQuery.queryKey, result.value)
      onDone()
    },
    onError: () => setProblem({ type: 'Unexpected' }),
  })
  return (
    <Page title={t('title')} lead={t('lead')}>
      {problem ? (
        <Banner
          tone="danger"
          role="alert"
          action={
            problem.type === 'VaultExists' ? (
              <LinkButton href={paths.vaultOpen()}>{t('openExisting')}</LinkButton>
            ) : null
          }
        >
          {problemText(problem)}
        </Banner>
      ) : null}
      <KitCheckForm
        kitWords={kitWords}
        count={2}
        texts={{
          word: (position) => t('word', { position }),
          wrong: (position) => t('wrong', { position }),
          submit: t('create'),
        }}
        isPending={create.isPending}
        onChecked={() => {
          setProblem(null)
          create.mutate()
        }}
      />
    </Page>
  )
}
