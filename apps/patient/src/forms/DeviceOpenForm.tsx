'use client'
import { Button, WordFields } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { newWordsQuery } from '#src/data/keys.ts'
import { NewWordsSection } from '#src/forms/NewWordsSection.tsx'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { ScanButton } from '#src/shell/ScanButton.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

const none: readonly string[] = Array.from({ length: 6 }, () => '')
const mark = 'nornos-device/'

/** A device that has the vault open shows a code: scanned, it says how far the vault has come as well. */
export function DeviceOpenForm({ problem, isPending, onRecover }: OpenFormProps) {
  const t = useTranslations('vaultOpen')
  const problemText = useProblemText()
  const [words, setWords] = useState(none)
  const [scanned, setScanned] = useState<string | null>(null)
  const made = useQuery(newWordsQuery)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (made.data) onRecover({ by: 'device', typed: scanned ?? words.join(' '), words: made.data.words })
  }
  const take = (text: string) => {
    if (!text.startsWith(mark)) return false
    setScanned(text)
    setWords(text.split(' ').slice(-none.length))
    return true
  }
  const type = (typed: readonly string[]) => {
    setScanned(null)
    setWords(typed)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <p className="measure">{t('deviceLead')}</p>
      <ScanButton
        label={t('deviceScan')}
        title={t('deviceScanTitle')}
        lead={t('deviceScanLead')}
        onText={take}
        isDisabled={isPending}
      />
      <WordFields
        label={t('deviceLabel')}
        wordLabel={(position) => t('word', { position })}
        words={words}
        onChange={type}
        hint={t('deviceHint')}
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
