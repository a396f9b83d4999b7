'use client'
import { Page, TextLink } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { VisitList } from '#src/screens/trail/VisitList.tsx'

/** Everything that touched the person's data or rights, live. */
export function TrailScreen() {
  const t = useTranslations('trail')
  return (
    <Page title={t('title')} lead={t('lead')} over={<TextLink href={paths.sharing()}>{t('back')}</TextLink>}>
      <VisitList />
    </Page>
  )
}
