'use client'
import { bandOf, type QuestionnaireId, questionnaire, scoreOf } from '@nornos/health-model'
import { Button, Card, DataTable, useFormats } from '@nornos/ui'
import { Sparkline } from '@nornos/ui/charts'
import { useTranslations } from 'use-intl'
import { useDeleteEntry } from '#src/screens/entry/RecentEntries.tsx'
import type { QuestionnaireEntry } from '#src/screens/questionnaires/answers.ts'

export interface ResultHistoryProps {
  readonly id: QuestionnaireId
  /** Finished ones, the newest first. */
  readonly entries: readonly QuestionnaireEntry[]
}

const shown = 24

/** Earlier results as a line and as a table. */
export function ResultHistory({ id, entries }: ResultHistoryProps) {
  const t = useTranslations('questionnaire')
  const formats = useFormats()
  const remove = useDeleteEntry()
  const { bands, name } = questionnaire(id)
  const rows = entries.map((one) => ({ ...one, score: scoreOf(id, one.answers) }))
  const [latest] = rows
  if (latest === undefined) return null
  const values = rows
    .slice(0, shown)
    .map(({ score }) => score)
    .reverse()
  return (
    <Card title={t('history')}>
      <Sparkline
        summary={t('chart', { name, count: values.length, latest: latest.score })}
        values={values}
        scale={{ low: 0, high: bands.at(-1)?.to ?? 1 }}
        tone="accent"
      />
      <DataTable
        caption={t('historyOf', { name })}
        isCaptionHidden
        columns={[
          { key: 'when', head: t('when'), cell: ({ at }) => formats.dateTime(at) },
          { key: 'score', head: t('points'), align: 'right', cell: ({ score }) => score },
          { key: 'band', head: t('meaningHead'), cell: ({ score }) => t(`band.${bandOf(id, score).id}`) },
          {
            key: 'delete',
            head: t('delete'),
            cell: ({ at, entry }) => (
              <Button
                tone="quiet"
                onPress={() => remove(entry, t('deleteOf', { when: formats.dateTime(at) }))}
              >
                {t('delete')}
                <span className="sr-only">{formats.dateTime(at)}</span>
              </Button>
            ),
          },
        ]}
        rows={rows}
        rowKey={({ entry }) => entry.entryId}
      />
    </Card>
  )
}
