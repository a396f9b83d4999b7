'use client'
import { Button, FlowShell, LinkButton, Page, ProblemState } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { forgetFailed } from '#src/shell/later.tsx'

export interface FailureScreenProps {
  /** Renders the screen once more. */
  readonly reset: () => void
}

/** A screen that broke. The error itself is never shown: it may quote what a person entered. */
export function FailureScreen({ reset }: FailureScreenProps) {
  const t = useTranslations('failure')
  const again = () => {
    forgetFailed()
    reset()
  }
  const next = (
    <>
      <Button tone="primary" onPress={again}>
        {t('again')}
      </Button>
      <LinkButton href={paths.welcome()}>{t('start')}</LinkButton>
    </>
  )
  return (
    <FlowShell>
      <Page title={t('title')}>
        <ProblemState happened={t('happened')} safe={t('safe')} next={next} />
      </Page>
    </FlowShell>
  )
}
