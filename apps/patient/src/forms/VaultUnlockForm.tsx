'use client'
import { Button, WordFields } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useUnlock } from '#src/forms/use-unlock.ts'
import { device } from '#src/keys/device.ts'
import { LaterProblemText } from '#src/shell/LaterProblemText.tsx'

const none: readonly string[] = ['', '', '', '', '', '']

/** The six words of this vault. They go to the worker and are kept nowhere. */
export function VaultUnlockForm() {
  const t = useTranslations('unlock')
  const [words, setWords] = useState(none)
  const { isPending, problem, unlock } = useUnlock()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void unlock(async () => (await device()).unlock(words.join(' ')))
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <WordFields
        label={t('label')}
        wordLabel={(position) => t('word', { position })}
        words={words}
        onChange={setWords}
        hint={t('hint')}
        isDisabled={isPending}
        error={problem ? <LaterProblemText problem={problem} /> : undefined}
      />
      <div>
        <Button tone="primary" type="submit" isPending={isPending}>
          {t('unlock')}
        </Button>
      </div>
    </form>
  )
}
