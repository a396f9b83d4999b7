'use client'
import { LinkButton, Page } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

/** The vault is open; the next thing is to put something in. */
export function DoneStep() {
  const t = useTranslations('vaultCreate.done')
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="flex flex-wrap gap-3">
        <LinkButton href={paths.import()} tone="primary">
          {t('import')}
        </LinkButton>
        <LinkButton href={paths.today()}>{t('today')}</LinkButton>
      </div>
    </Page>
  )
}
