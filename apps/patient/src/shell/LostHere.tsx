'use client'
import { Button, FlowShell, ProblemState } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

/** What was here was deleted while it was open: starting anew shows the ways in. */
export function LostHere() {
  const t = useTranslations('lostHere')
  const start = <Button onPress={() => location.replace(paths.welcome())}>{t('start')}</Button>
  return (
    <FlowShell>
      <h1 className="sr-only">{t('title')}</h1>
      <ProblemState happened={t('happened')} safe={t('safe')} next={start} />
    </FlowShell>
  )
}
