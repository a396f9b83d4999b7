'use client'
import { Banner } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import type { StartProblem } from '#src/data/connections.ts'

export interface BeginOutcomeProps {
  readonly name: string
  readonly outcome: 'opened' | StartProblem | null
}

/** Where to go on: in the tab that has opened, or here after what went wrong. */
export function BeginOutcome({ name, outcome }: BeginOutcomeProps) {
  const t = useTranslations('connections')
  if (outcome === null) return null
  if (outcome === 'opened') return <Banner role="status">{t('opened', { name })}</Banner>
  return (
    <Banner tone="danger" role="alert">
      {t(`failed.${outcome}`)}
    </Banner>
  )
}
