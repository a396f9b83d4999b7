'use client'
import { DoctorId, LocalDay, millisecondsToInstant, type TreatmentPlan } from '@nornos/health-model'
import { utf8 } from '@nornos/std'
import { Banner, Button, Skeleton, TextArea, TextField } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isSignInFresh } from '#src/data/fresh-sign-in.ts'
import { beginSignIn } from '#src/data/sign-in.ts'
import type { SendFieldsProps } from '#src/screens/send/MessageFields.tsx'

export interface PlanFieldsProps extends SendFieldsProps {
  readonly senderId: string
  readonly name: string
}

/** A plan is signed with a name: whoever writes one has signed in just now. */
export function PlanFields(props: PlanFieldsProps) {
  const t = useTranslations('send')
  const fresh = useQuery({
    queryKey: ['fresh-sign-in'],
    queryFn: () => isSignInFresh(Date.now()),
    staleTime: 0,
  })
  if (fresh.data === undefined) return <Skeleton label={t('reading')} lines={3} />
  return fresh.data ? <PlanForm {...props} onStale={() => void fresh.refetch()} /> : <SignInAgain />
}

function SignInAgain() {
  const t = useTranslations('send')
  return (
    <>
      <Banner tone="info" role="note">
        <strong>{t('fresh')}.</strong> {t('freshHelp')}
      </Banner>
      <div>
        <Button tone="primary" onPress={() => void beginSignIn('again')}>
          {t('signInAgain')}
        </Button>
      </div>
    </>
  )
}

function PlanForm({
  isBusy,
  name,
  onSend,
  onStale,
  senderId,
}: PlanFieldsProps & { readonly onStale: () => void }) {
  const t = useTranslations('send')
  const [title, setTitle] = useState('')
  const [summary, setSummary] = useState('')
  const [goals, setGoals] = useState('')
  const [actions, setActions] = useState('')
  const [review, setReview] = useState('')
  const [isTried, setTried] = useState(false)
  const reviewOn = LocalDay.safeParse(review.trim())
  const isReviewWrong = review.trim() !== '' && !reviewOn.success

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (title.trim() === '' || isReviewWrong) return
    const now = Date.now()
    if (!(await isSignInFresh(now))) return onStale()
    const plan: TreatmentPlan = {
      resourceType: 'TreatmentPlan',
      title: title.trim(),
      author: { doctorId: DoctorId.parse(senderId), name, organization: '' },
      writtenAt: millisecondsToInstant(now),
      summary: summary.trim(),
      goals: linesOf(goals, 20),
      actions: linesOf(actions, 50).map((text) => ({ text, frequency: '', until: null })),
      reviewOn: reviewOn.success ? reviewOn.data : null,
    }
    const body = utf8(JSON.stringify(plan))
    onSend({ kind: 'treatment-plan', name: plan.title, contentType: 'application/json', body })
  }
  return (
    <form className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t('planTitle')}
        value={title}
        error={isTried && title.trim() === '' ? t('needed') : undefined}
        onChange={setTitle}
        lengthMax={200}
      />
      <TextArea label={t('summary')} value={summary} onChange={setSummary} rows={4} lengthMax={4_000} />
      <TextArea label={t('goals')} value={goals} onChange={setGoals} rows={3} lengthMax={4_000} />
      <TextArea label={t('actions')} value={actions} onChange={setActions} rows={4} lengthMax={8_000} />
      <TextField
        label={t('reviewOn')}
        hint={t('reviewHint')}
        value={review}
        error={isTried && isReviewWrong ? t('reviewWrong') : undefined}
        onChange={setReview}
        lengthMax={10}
      />
      <div>
        <Button type="submit" tone="primary" isPending={isBusy}>
          {t('sendNow')}
        </Button>
      </div>
    </form>
  )
}

function linesOf(text: string, linesMax: number): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, linesMax)
}
