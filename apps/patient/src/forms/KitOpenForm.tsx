'use client'
import { Button, WordFields } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { device } from '#src/keys/device.ts'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

const none: readonly string[] = Array.from({ length: 24 }, () => '')

/** The kit opens the vault once and gives this device six new words. */
export function KitOpenForm({ problem, isPending, onRecover }: OpenFormProps) {
  const t = useTranslations('vaultOpen')
  const problemText = useProblemText()
  const [kit, setKit] = useState(none)
  const made = useQuery({
    queryKey: ['new-words'],
    queryFn: async () => (await device()).makeWords(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (made.data) onRecover({ by: 'kit', typed: kit.join(' '), words: made.data.words })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <WordFields
        label={t('kitLabel')}
        wordLabel={(position) => t('word', { position })}
        words={kit}
        onChange={setKit}
        hint={t('kitHint')}
        isDisabled={isPending}
        error={problem ? problemText(problem) : undefined}
      />
      {made.data ? (
        <section aria-labelledby="new-words" className="flex flex-col gap-3">
          <h2 id="new-words" className="text-lead">
            {t('newWordsTitle')}
          </h2>
          <p className="measure text-muted">{t('newWordsLead')}</p>
          <WordGrid label={t('newWordsTitle')} words={made.data.words} columns="few" />
        </section>
      ) : null}
      <div>
        <Button tone="primary" type="submit" isPending={isPending} isDisabled={made.data === undefined}>
          {t('open')}
        </Button>
      </div>
    </form>
  )
}
