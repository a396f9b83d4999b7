'use client'
import { Brand, PrintSheet, QrCode, useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'

export interface KitSheetProps {
  readonly kitWords: readonly string[]
  /** Null: nobody is signed in. */
  readonly email: string | null
}

/** The kit on paper: one page, large type, and the same words as a code. `specs/key-hierarchy.md` §4. */
export function KitSheet({ kitWords, email }: KitSheetProps) {
  const t = useTranslations('kitSheet')
  const formats = useFormats()
  const [today] = useState(() => Date.now())
  const date = formats.date(today)
  return (
    <PrintSheet>
      <Brand />
      <div className="flex items-start justify-between gap-6">
        <div className="flex flex-col gap-3">
          <h1 className="text-heading">{t('title')}</h1>
          <p>{email === null ? t('made', { date }) : t('whose', { email, date })}</p>
          <p className="measure">{t('use')}</p>
        </div>
        <QrCode text={kitWords.join(' ')} label={t('code')} />
      </div>
      <WordGrid label={t('words')} words={kitWords} columns="many" />
      <p className="measure">{t('keep')}</p>
    </PrintSheet>
  )
}
