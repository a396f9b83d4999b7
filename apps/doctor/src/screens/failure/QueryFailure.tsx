'use client'
import { Button, EmptyState, ProblemState } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { failureOf } from '#src/data/answer.ts'

export interface QueryFailureProps {
  readonly error: unknown
  readonly onRetry: () => void
}

/** A question that got no good answer: what happened, what is safe, what to do. */
export function QueryFailure({ error, onRetry }: QueryFailureProps) {
  const t = useTranslations('problem')
  const { reason, retryAfter, correlationId } = failureOf(error)
  if (reason === 'absent') return <EmptyState title={t('absent')} />
  const happened = reason === 'offline' && !navigator.onLine ? t('noNetwork') : t(reason)
  return (
    <ProblemState
      happened={happened}
      safe={reason === 'busy' && retryAfter !== null ? t('wait', { seconds: retryAfter }) : t('safe')}
      reference={correlationId === null ? undefined : t('reference', { id: correlationId })}
      next={<Button onPress={onRetry}>{t('again')}</Button>}
    />
  )
}
