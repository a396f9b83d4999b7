'use client'
import { splitWords } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { OpenFormProps } from '#src/forms/open-form-props.ts'
import { ScannedWordsForm } from '#src/forms/ScannedWordsForm.tsx'

const none: readonly string[] = Array.from({ length: 24 }, () => '')

/** The kit opens the vault once and gives this device six new words. */
export function KitOpenForm({ problem, isPending, onRecover }: OpenFormProps) {
  const t = useTranslations('vaultOpen')
  const [kit, setKit] = useState(none)
  const take = (text: string) => {
    const words = splitWords(text)
    if (words.length === none.length) setKit(words)
    return words.length === none.length
  }
  return (
    <ScannedWordsForm
      {...{ problem, isPending }}
      scan={{ label: t('scan'), title: t('scanTitle'), lead: t('scanLead') }}
      label={t('kitLabel')}
      hint={t('kitHint')}
      words={kit}
      onWords={setKit}
      onText={take}
      onOpen={(newWords) => onRecover({ by: 'kit', typed: kit.join(' '), words: newWords })}
    />
  )
}
