'use client'
import { Button, ProblemState } from '@nornos/ui'
import { useTranslations } from 'use-intl'

/** The device could not show something: rare, and nothing is lost. */
export function DeviceFailure({ onRetry }: { readonly onRetry: () => void }) {
  const t = useTranslations('shell')
  return (
    <ProblemState
      happened={t('readFailed')}
      safe={t('readSafe')}
      next={<Button onPress={onRetry}>{t('again')}</Button>}
    />
  )
}
