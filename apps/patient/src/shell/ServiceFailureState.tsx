'use client'
import { Button, ProblemState } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { reasonOfFailure, ServiceFailure } from '#src/data/answer.ts'
import { leaveToSignIn } from '#src/data/leave-to-sign-in.ts'

export interface ServiceFailureStateProps {
  readonly cause: unknown
  readonly onRetry: () => void
}

/** A list that could not be fetched: offline, signed out, denied or failed, each with what to do. */
export function ServiceFailureState({ cause, onRetry }: ServiceFailureStateProps) {
  const t = useTranslations('serviceFailure')
  const reason = reasonOfFailure(cause)
  const id = cause instanceof ServiceFailure ? cause.correlationId : null
  const next =
    reason === 'signed-out' ? (
      <Button onPress={() => void leaveToSignIn()}>{t('signIn')}</Button>
    ) : (
      <Button onPress={onRetry}>{t('again')}</Button>
    )
  return (
    <ProblemState
      happened={t(`happened.${reason}`)}
      safe={t(`safe.${reason}`)}
      next={next}
      {...(id === null ? {} : { reference: t('reference', { id }) })}
    />
  )
}
