'use client'
import { Button, WordFields } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { vaultQuery } from '#src/data/vault.ts'
import { device } from '#src/keys/device.ts'
import { type ShownProblem, useProblemText } from '#src/shell/use-problem-text.ts'

const none: readonly string[] = ['', '', '', '', '', '']

/** The six words of this vault. They go to the worker and are kept nowhere. */
export function VaultUnlockForm() {
  const t = useTranslations('unlock')
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [words, setWords] = useState(none)
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const unlock = useMutation({
    mutationFn: async () => (await device()).unlock(words.join(' ')),
    onSuccess: (result) => {
      if (result.ok) queries.setQueryData(vaultQuery.queryKey, result.value)
      else setProblem(result.error)
    },
    onError: () => setProblem({ type: 'Unexpected' }),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setProblem(null)
    unlock.mutate()
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <WordFields
        label={t('label')}
        wordLabel={(position) => t('word', { position })}
        words={words}
        onChange={setWords}
        hint={t('hint')}
        isDisabled={unlock.isPending}
        error={problem ? problemText(problem) : undefined}
      />
      <div>
        <Button tone="primary" type="submit" isPending={unlock.isPending}>
          {t('unlock')}
        </Button>
      </div>
    </form>
  )
}
