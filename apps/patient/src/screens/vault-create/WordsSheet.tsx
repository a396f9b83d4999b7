'use client'
import { Brand, PrintSheet, QrCode } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'

export interface WordsSheetProps {
  readonly title: string
  /** What stands above the words: whose it is, what it is for. */
  readonly paragraphs: readonly string[]
  readonly code: { readonly text: string; readonly label: string }
  readonly words: readonly string[]
  readonly keep: string
}

/** Words on paper: one page, large type, and the same words as a code. */
export function WordsSheet({ title, paragraphs, code, words, keep }: WordsSheetProps) {
  const t = useTranslations('kitSheet')
  return (
    <PrintSheet>
      <Brand />
      <div className="flex items-start justify-between gap-6">
        <div className="flex flex-col gap-3">
          <h1 className="text-heading">{title}</h1>
          {paragraphs.map((paragraph) => (
            <p key={paragraph} className="measure">
              {paragraph}
            </p>
          ))}
        </div>
        <QrCode {...code} />
      </div>
      <WordGrid label={t('words')} words={words} columns="many" />
      <p className="measure">{keep}</p>
    </PrintSheet>
  )
}
