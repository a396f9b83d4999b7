'use client'
import { isFieldId } from '@nornos/health-model'
import { Button, Page, TextLink, useHashParams } from '@nornos/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConsentFieldsForm } from '#src/forms/ConsentFieldsForm.tsx'
import { ConsentReviewForm } from '#src/forms/ConsentReviewForm.tsx'
import { ConsentTermForm } from '#src/forms/ConsentTermForm.tsx'
import { DoctorFindForm } from '#src/forms/DoctorFindForm.tsx'
import { paths } from '#src/paths.ts'
import type { ShareDraft } from '#src/screens/share/share-draft.ts'

const steps = ['who', 'what', 'why', 'review'] as const
type Step = (typeof steps)[number]

/** Sharing with a doctor: one question a page, and nothing takes effect before the last one. */
export function ShareScreen() {
  const t = useTranslations('share')
  const again = useHashParams().get('f')?.split('.').filter(isFieldId) ?? []
  const [draft, setDraft] = useState<ShareDraft>({
    doctor: null,
    fields: again,
    purpose: 'routine_checkup',
    days: 30,
  })
  const [step, setStep] = useState<Step>('who')
  const number = steps.indexOf(step) + 1
  const before = steps[number - 2]
  const next = (change: Partial<ShareDraft>) => {
    setDraft({ ...draft, ...change })
    setStep(steps[number] ?? 'review')
  }
  const exit = before ? (
    <Button tone="quiet" onPress={() => setStep(before)}>
      {t('back')}
    </Button>
  ) : (
    <TextLink href={paths.sharing()}>{t('leave')}</TextLink>
  )
  return (
    <div className="max-w-xl">
      <Page
        key={step}
        title={t(`title.${step}`)}
        lead={t(`lead.${step}`)}
        over={t('step', { number, total: steps.length })}
      >
        {step === 'who' ? (
          <DoctorFindForm found={draft.doctor} onNext={(doctor) => next({ doctor })} />
        ) : null}
        {step === 'what' ? (
          <ConsentFieldsForm chosen={draft.fields} onNext={(fields) => next({ fields })} />
        ) : null}
        {step === 'why' ? <ConsentTermForm draft={draft} onNext={next} /> : null}
        {step === 'review' && draft.doctor ? <ConsentReviewForm draft={draft} doctor={draft.doctor} /> : null}
        <div>{exit}</div>
      </Page>
    </div>
  )
}
