'use client'
import type { MadeContactPage } from '@nornos/store'
import { useFormats } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '#src/data/use-session.ts'
import { WordsSheet } from '#src/screens/vault-create/WordsSheet.tsx'

export interface ContactSheetProps {
  readonly page: MadeContactPage
  readonly name: string
}

/** What the chosen person gets. `specs/key-hierarchy.md` §12. */
export function ContactSheet({ page, name }: ContactSheetProps) {
  const t = useTranslations('recovery.sheet')
  const formats = useFormats()
  const session = useSession()
  const [today] = useState(() => Date.now())
  const date = formats.date(today)
  const whose =
    session.state === 'signed-in' ? t('whose', { email: session.account.email, date }) : t('made', { date })
  return (
    <WordsSheet
      title={t('title')}
      paragraphs={[t('give', { name }), whose, t('use', { name })]}
      code={{ text: page.text, label: t('code') }}
      words={page.words}
      keep={t('keep')}
    />
  )
}
