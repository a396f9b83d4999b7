'use client'
import type { DoctorCard } from '@nornos/contracts'
import type { FieldId } from '@nornos/health-model'
import { Banner, Button, Card, Checkbox, DefinitionList, useFormats, useToast } from '@nornos/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type SubmitEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { consentsQuery, share } from '#src/data/consents.ts'
import { paths } from '#src/paths.ts'
import type { ShareDraft } from '#src/screens/share/share-draft.ts'
import { useFieldList } from '#src/screens/sharing/use-field-list.ts'
import { type ShownProblem, useProblemText } from '#src/shell/use-problem-text.ts'

export interface ConsentReviewFormProps {
  readonly draft: ShareDraft
  readonly doctor: DoctorCard
}

/** Left out of every share by name unless the person ticked them: an exclusion also holds against later mistakes. */
const excludedByDefault: readonly FieldId[] = ['genomics', 'mental_health']

const DAY_MS = 86_400_000

/** All of it once more, with the agents, before the device signs. */
export function ConsentReviewForm({ draft, doctor }: ConsentReviewFormProps) {
  const t = useTranslations('share')
  const purposeText = useTranslations('purpose')
  const formats = useFormats()
  const fieldList = useFieldList()
  const [withAgents, setWithAgents] = useState(true)
  const excluded = excludedByDefault.filter((id) => !draft.fields.includes(id))
  const { problem, isPending, submit } = useShare(draft, doctor, excluded, withAgents)
  const problemText = useProblemText()
  const [until] = useState(() => Date.now() + draft.days * DAY_MS)
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-6">
      <Card title={doctor.name} over={doctor.organization}>
        <DefinitionList
          items={[
            { term: t('canSee'), description: fieldList(draft.fields) },
            { term: t('never'), description: fieldList(excluded) },
            { term: t('for'), description: purposeText(draft.purpose) },
            { term: t('until'), description: formats.dateTime(until) },
          ]}
        />
      </Card>
      <Checkbox isSelected={withAgents} onChange={setWithAgents} hint={t('agentsHint')}>
        {t('agents')}
      </Checkbox>
      <p className="measure text-label text-muted">{t('promise')}</p>
      {problem ? (
        <Banner tone="danger" role="alert">
          {problemText(problem)} {t('nothingShared')}
        </Banner>
      ) : null}
      <div>
        <Button type="submit" tone="primary" isPending={isPending}>
          {t('confirm', { name: doctor.name })}
        </Button>
      </div>
    </form>
  )
}

function useShare(
  draft: ShareDraft,
  doctor: DoctorCard,
  excludedFields: readonly FieldId[],
  withAgents: boolean,
) {
  const t = useTranslations('share')
  const toast = useToast()
  const router = useRouter()
  const queries = useQueryClient()
  const [problem, setProblem] = useState<ShownProblem | null>(null)
  const sharing = useMutation({
    mutationFn: share,
    onMutate: () => setProblem(null),
    onSuccess: async (result) => {
      if (!result.ok) return setProblem(result.error)
      await queries.invalidateQueries({ queryKey: consentsQuery.queryKey })
      toast({ text: t('shared', { name: doctor.name }) })
      router.push(paths.sharing())
    },
    onError: () => setProblem({ type: 'Unexpected' }),
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const { fields, purpose, days } = draft
    sharing.mutate({
      granteeId: doctor.granteeId,
      granteeName: doctor.name,
      fields,
      excludedFields,
      purpose,
      days,
      withAgents,
    })
  }
  return { problem, isPending: sharing.isPending, submit }
}
