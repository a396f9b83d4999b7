'use client'
import { FlowShell, Skeleton } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** Until it is known what to show. */
export function Opening() {
  const t = useTranslations('shell')
  return (
    <FlowShell>
      <Skeleton label={t('opening')} />
    </FlowShell>
  )
}
