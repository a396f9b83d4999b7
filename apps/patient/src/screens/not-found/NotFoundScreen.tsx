'use client'
import { EmptyState, FlowShell, LinkButton, Page } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

/** An address that leads nowhere. */
export function NotFoundScreen() {
  const t = useTranslations('notFound')
  const start = (
    <LinkButton href={paths.welcome()} tone="primary">
      {t('start')}
    </LinkButton>
  )
  return (
    <FlowShell>
      <Page title={t('title')}>
        <EmptyState title={t('nothing')} action={start} />
      </Page>
    </FlowShell>
  )
}
