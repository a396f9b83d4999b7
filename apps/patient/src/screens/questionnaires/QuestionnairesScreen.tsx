'use client'
import { QuestionnaireId, questionnaire, questionnaireIds, scoreOf } from '@nornos/health-model'
import { Card, LinkButton, Page, Skeleton, TextLink, useFormats, useHashParams } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { entriesQuery } from '#src/data/entries.ts'
import { paths } from '#src/paths.ts'
import { answersOf, doneOf, openOf, type QuestionnaireEntry } from '#src/screens/questionnaires/answers.ts'
import { QuestionnairePage } from '#src/screens/questionnaires/QuestionnairePage.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

const limit = 500

/** The three questionnaires, or the one that stands in the fragment. */
export function QuestionnairesScreen() {
  const t = useTranslations('questionnaire')
  const chosen = QuestionnaireId.safeParse(useHashParams().get('q'))
  const page = useQuery(entriesQuery({ kinds: ['questionnaire'], limit }))
  if (page.isError) return <DeviceFailure onRetry={() => void page.refetch()} />
  if (page.data === undefined) return <Skeleton label={t('loading')} lines={6} />
  const entries = answersOf(page.data.entries)
  if (chosen.success) return <QuestionnairePage key={chosen.data} id={chosen.data} entries={entries} />
  return (
    <Page title={t('title')} lead={t('lead')} over={<TextLink href={paths.add()}>{t('backAdd')}</TextLink>}>
      <div className="grid gap-4 lg:grid-cols-3">
        {questionnaireIds.map((id) => (
          <QuestionnaireCard key={id} id={id} entries={entries} />
        ))}
      </div>
      <p className="measure text-label text-muted">{t('shared')}</p>
    </Page>
  )
}

interface QuestionnaireCardProps {
  readonly id: QuestionnaireId
  readonly entries: readonly QuestionnaireEntry[]
}

function QuestionnaireCard({ id, entries }: QuestionnaireCardProps) {
  const t = useTranslations('questionnaire')
  const formats = useFormats()
  const { bands, items, name } = questionnaire(id)
  const open = openOf(entries, id)
  const last = doneOf(entries, id)[0]
  const done = open?.answers.filter((answer) => answer !== null).length ?? 0
  return (
    <Card
      title={name}
      actions={
        <LinkButton href={paths.questionnaire(id)} tone="primary">
          {t(open === null ? 'startOf' : 'goOnOf', { name })}
        </LinkButton>
      }
    >
      <p>{t(`about.${id}`)}</p>
      {open === null ? null : <p>{t('answered', { done, total: items.length })}</p>}
      <p className="text-label text-muted">
        {last === undefined
          ? t('never')
          : t('last', {
              score: scoreOf(id, last.answers),
              most: bands.at(-1)?.to ?? 0,
              when: formats.date(last.at),
            })}
      </p>
    </Card>
  )
}
