'use client'
import { Button, WordFields } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { useTranslations } from 'use-intl'
import { newWordsQuery } from '#src/data/keys.ts'
import { NewWordsSection } from '#src/forms/NewWordsSection.tsx'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { ScanButton } from '#src/shell/ScanButton.tsx'
import { useProblemText } from '#src/shell/use-problem-text.ts'

export interface ScannedWordsFormProps extends Pick<OpenFormProps, 'problem' | 'isPending'> {
  readonly lead?: string | undefined
  readonly scan: { readonly label: string; readonly title: string; readonly lead: string }
  readonly label: string
  readonly hint: string
  readonly words: readonly string[]
  readonly onWords: (words: readonly string[]) => void
  /** Whether a scanned text is what was wanted. */
  readonly onText: (text: string) => boolean
  /** With the six words that open this device from now on. */
  readonly onOpen: (newWords: readonly string[]) => void
}

/** Words that open the vault once, scanned or typed, and the six new words of this device below them. */
export function ScannedWordsForm(props: ScannedWordsFormProps) {
  const { hint, isPending, label, lead, onOpen, onText, onWords, problem, scan, words } = props
  const t = useTranslations('vaultOpen')
  const problemText = useProblemText()
  const made = useQuery(newWordsQuery)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (made.data) onOpen(made.data.words)
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      {lead === undefined ? null : <p className="measure">{lead}</p>}
      <ScanButton {...scan} onText={onText} isDisabled={isPending} />
      <WordFields
        label={label}
        wordLabel={(position) => t('word', { position })}
        words={words}
        onChange={onWords}
        hint={hint}
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
