'use client'
import { Button, Checkbox, Page } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'

export interface WordsStepProps {
  readonly words: readonly string[]
  readonly onNext: () => void
}

/** The six words that open the vault from now on. */
export function WordsStep({ words, onNext }: WordsStepProps) {
  const t = useTranslations('vaultCreate.words')
  const [isWritten, setWritten] = useState(false)
  return (
    <Page title={t('title')} lead={t('lead')}>
      <WordGrid label={t('label')} words={words} columns="few" />
      <p className="measure text-muted">{t('keep')}</p>
      <Checkbox isSelected={isWritten} onChange={setWritten}>
        {t('written')}
      </Checkbox>
      <div>
        <Button tone="primary" isDisabled={!isWritten} onPress={onNext}>
          {t('next')}
        </Button>
      </div>
    </Page>
  )
}
