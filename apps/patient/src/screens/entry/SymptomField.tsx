'use client'
import { Select, TextField } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'

const symptoms = [
  'headache',
  'fatigue',
  'pain',
  'nausea',
  'dizziness',
  'cough',
  'sore_throat',
  'fever',
  'shortness_of_breath',
  'chest_pain',
  'palpitations',
  'stomach',
  'back_pain',
  'trouble_sleeping',
] as const

export interface SymptomFieldProps {
  /** The name that is kept. */
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (name: string) => void
}

/** A common symptom, or one in the person's own words. */
export function SymptomField({ value, error, onChange }: SymptomFieldProps) {
  const t = useTranslations('entry')
  const names = symptoms.map((id) => ({ value: t(`symptom.${id}`), label: t(`symptom.${id}`) }))
  const isListed = names.some((name) => name.value === value)
  const [isOther, setOther] = useState(value !== '' && !isListed)
  const options = [{ value: '', label: '–' }, ...names, { value: 'other', label: t('symptom.other') }]
  return (
    <>
      <Select
        label={t('field.symptom')}
        value={isOther ? 'other' : value}
        options={options}
        error={isOther ? undefined : error}
        onChange={(chosen) => {
          setOther(chosen === 'other')
          onChange(chosen === 'other' ? '' : chosen)
        }}
      />
      {isOther ? (
        <TextField
          label={t('field.otherSymptom')}
          value={value}
          error={error}
          lengthMax={200}
          onChange={onChange}
        />
      ) : null}
    </>
  )
}
