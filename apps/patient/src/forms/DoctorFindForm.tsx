'use client'
import type { DoctorCard } from '@nornos/contracts'
import { Banner, Button, Card, StatusChip, TextField } from '@nornos/ui'
import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { reasonOfFailure } from '#src/data/answer.ts'
import { findDoctor } from '#src/data/consents.ts'
import { parseDoctorCode } from '#src/forms/doctor-code.ts'

export interface DoctorFindFormProps {
  readonly found: DoctorCard | null
  readonly onNext: (doctor: DoctorCard) => void
}

/** From the code that a practice gives out to the person behind it, seen before anything is shared. */
export function DoctorFindForm({ found, onNext }: DoctorFindFormProps) {
  const t = useTranslations('share')
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const find = useMutation({
    mutationFn: findDoctor,
    onSuccess: (card) => setError(card === null ? t('codeUnknown') : undefined),
    onError: (cause) => setError(t(`findFailed.${reasonOfFailure(cause)}`)),
  })
  const doctor = find.isIdle ? found : (find.data ?? null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const code = parseDoctorCode(typed)
    if (code === null) setError(t('codeShape'))
    else find.mutate(code)
  }
  return (
    <div className="flex flex-col gap-6">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          value={typed}
          onChange={(value) => {
            setError(undefined)
            setTyped(value)
          }}
          error={error}
          lengthMax={24}
          isLiteral
        />
        <div>
          <Button type="submit" tone={doctor ? 'secondary' : 'primary'} isPending={find.isPending}>
            {t('find')}
          </Button>
        </div>
      </form>
      {doctor ? <FoundDoctor doctor={doctor} onNext={onNext} /> : null}
    </div>
  )
}

interface FoundDoctorProps {
  readonly doctor: DoctorCard
  readonly onNext: (doctor: DoctorCard) => void
}

function FoundDoctor({ doctor, onNext }: FoundDoctorProps) {
  const t = useTranslations('share')
  return (
    <Card
      title={doctor.name}
      over={doctor.organization}
      aside={
        <StatusChip tone={doctor.verified ? 'ok' : 'warn'}>
          {t(doctor.verified ? 'verified' : 'unverified')}
        </StatusChip>
      }
    >
      {doctor.verified ? (
        <div>
          <Button tone="primary" onPress={() => onNext(doctor)}>
            {t('isThis', { name: doctor.name })}
          </Button>
        </div>
      ) : (
        <Banner tone="warn">{t('unverifiedDetail')}</Banner>
      )}
    </Card>
  )
}
