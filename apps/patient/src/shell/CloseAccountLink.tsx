'use client'
import { LinkButton } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

/** For whoever has nothing that opens their vault, or never made one. */
export function CloseAccountLink() {
  const t = useTranslations('vaultOpen')
  return (
    <LinkButton href={paths.accountClose()} tone="quiet">
      {t('closeAccount')}
    </LinkButton>
  )
}
