'use client'
import { useTranslations } from 'use-intl'
import { WordGrid } from '#src/screens/vault-create/WordGrid.tsx'

/** What opens this device from now on, to be written down before it is opened. */
export function NewWordsSection({ words }: { readonly words: readonly string[] }) {
  const t = useTranslations('vaultOpen')
  return (
    <section aria-labelledby="new-words" className="flex flex-col gap-3">
      <h2 id="new-words" className="text-lead">
        {t('newWordsTitle')}
      </h2>
      <p className="measure text-muted">{t('newWordsLead')}</p>
      <WordGrid label={t('newWordsTitle')} words={words} columns="few" />
    </section>
  )
}
