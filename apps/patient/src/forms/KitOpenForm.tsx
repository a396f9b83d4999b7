'use client'
import { Button, splitWords, WordFields } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { newWordsQuery } from '#src/data/keys.ts'
import { NewWordsSection } from '#src/forms/NewWordsSection.tsx'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { ScanButton } from '#src/shell/ScanButton.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

const none: readonly string[] = Array.from({ length: 24 }, () => '')

/** The kit opens the vault once and gives this device six new words. */
export function KitOpenForm({ problem, isPending, onRecover }: OpenFormProps) {
  const t = useTranslations('vaultOpen')
  const problemText = useProblemText()
  const [kit, setKit] = useState(none)
  const made = useQuery(newWordsQuery)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (made.data) onRecover({ by: 'kit', typed: kit.join(' '), words: made.data.words })
  }
  const take = (text: string) => {
    const words = splitWords(text)
    if (words.length === none.length) setKit(words)
    return words.length === none.length
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <ScanButton
        label={t('scan')}
        title={t('scanTitle')}
        lead={t('scanLead')}
        onText={take}
        isDisabled={isPending}
      />
      <WordFields
        label={t('kitLabel')}
        wordLabel={(position) => t('word', { position })}
        words={kit}
        onChange={setKit}
        hint={t('kitHint')}
        isDisabled={isPending}
        error={problem ? problemText(problem) : undefined}
      />
      {made.data ? <NewWordsSection words={made.data.words} /> : null}
      <div>
        <Button tone="primary" type="submit" isPending={isPending} isDisabled={made.data === undefined}>
          {t('open')}
        </Button>
      </div>
    </form>
  )
}
