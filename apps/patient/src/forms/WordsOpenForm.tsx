'use client'
import { Button, WordFields } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { useProblemText } from '#src/shell/use-problem-text.ts'

const none: readonly string[] = Array.from({ length: 6 }, () => '')

/** The words that open the vault elsewhere open it here too. */
export function WordsOpenForm({ problem, isPending, onRecover }: OpenFormProps) {
  const t = useTranslations('vaultOpen')
  const problemText = useProblemText()
  const [words, setWords] = useState(none)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onRecover({ by: 'words', typed: words.join(' ') })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <WordFields
        label={t('wordsLabel')}
        wordLabel={(position) => t('word', { position })}
        words={words}
        onChange={setWords}
        hint={t('wordsHint')}
        isDisabled={isPending}
        error={problem ? problemText(problem) : undefined}
      />
      <div>
        <Button tone="primary" type="submit" isPending={isPending}>
          {t('open')}
        </Button>
      </div>
    </form>
  )
}
