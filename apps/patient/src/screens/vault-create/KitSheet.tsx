'use client'
import { useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { WordsSheet } from '#src/screens/vault-create/WordsSheet.tsx'

export interface KitSheetProps {
  readonly kitWords: readonly string[]
  /** Null: nobody is signed in. */
  readonly email: string | null
}

/** The kit on paper. `specs/key-hierarchy.md` §4. */
export function KitSheet({ kitWords, email }: KitSheetProps) {
  const t = useTranslations('kitSheet')
  const formats = useFormats()
  const [today] = useState(() => Date.now())
  const date = formats.date(today)
  return (
    <WordsSheet
      title={t('title')}
      paragraphs={[email === null ? t('made', { date }) : t('whose', { email, date }), t('use')]}
      code={{ text: kitWords.join(' '), label: t('code') }}
      words={kitWords}
      keep={t('keep')}
    />
  )
}
