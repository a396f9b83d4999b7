'use client'
import type { Purpose } from '@nornos/health-model'
import { Button, RadioGroup } from '@nornos/ui'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'

const purposes = [
  'routine_checkup',
  'specialist_consultation',
  'second_opinion',
  'treatment',
  'research',
] as const satisfies readonly Purpose[]

const terms = ['1', '30', '90', '365'] as const
type Term = (typeof terms)[number]

export interface ConsentTermFormProps {
  readonly draft: { readonly purpose: Purpose; readonly days: number }
  readonly onNext: (term: { readonly purpose: Purpose; readonly days: number }) => void
}

/** What for, and until when. */
export function ConsentTermForm({ draft, onNext }: ConsentTermFormProps) {
  const t = useTranslations('share')
  const purposeText = useTranslations('purpose')
  const [purpose, setPurpose] = useState(draft.purpose)
  const [term, setTerm] = useState<Term>(terms.find((days) => Number(days) === draft.days) ?? '30')
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    onNext({ purpose, days: Number(term) })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <RadioGroup
        label={t('purpose')}
        value={purpose}
        onChange={setPurpose}
        options={purposes.map((value) => ({ value, label: purposeText(value) }))}
      />
      <RadioGroup
        label={t('howLong')}
        value={term}
        onChange={setTerm}
        options={terms.map((value) => ({ value, label: t(`term.d${value}`) }))}
      />
      <div>
        <Button type="submit" tone="primary">
          {t('nextReview')}
        </Button>
      </div>
    </form>
  )
}
