'use client'
import type { LabResult } from '@nornos/health-model'
import {
  DataTable,
  EmptyState,
  LinkButton,
  Page,
  Skeleton,
  TextLink,
  useFormats,
  useHashParams,
} from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { labsQuery } from '#src/data/records.ts'
import { paths } from '#src/paths.ts'
import { AnalyteCards } from '#src/screens/labs/AnalyteCards.tsx'
import { useLabWords } from '#src/screens/labs/use-lab-words.ts'
import { DataToRecords } from '#src/screens/records/DataToRecords.tsx'
import { useRecordDates } from '#src/screens/records/use-record-dates.ts'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** The latest result of each test, or everything of the test in the fragment. */
export function LabsScreen() {
  const t = useTranslations('labs')
  const records = useTranslations('records')
  const words = useLabWords()
  const chosen = useHashParams().get('a')
  const labs = useQuery(labsQuery)
  const byAnalyte = Map.groupBy(labs.data ?? [], ({ analyte }) => analyte)
  const shown = chosen === null ? undefined : byAnalyte.get(chosen)
  const [first] = shown ?? []
  const over =
    first === undefined ? (
      <TextLink href={paths.records()}>{records('back')}</TextLink>
    ) : (
      <TextLink href={paths.labs()}>{t('all')}</TextLink>
    )
  return (
    <Page
      key={first?.analyte ?? ''}
      title={first === undefined ? t('title') : words.name(first)}
      documentTitle={t('title')}
      lead={t('lead')}
      over={over}
    >
      {labs.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {labs.isError ? <DeviceFailure onRetry={() => void labs.refetch()} /> : null}
      {labs.data?.length === 0 ? <NoLabs /> : null}
      {shown === undefined && byAnalyte.size > 0 ? <LatestTable byAnalyte={byAnalyte} /> : null}
      {shown === undefined ? null : <AnalyteCards results={shown} />}
      {byAnalyte.size > 0 ? (
        <p className="measure flex flex-wrap gap-x-6 gap-y-1 text-label text-muted">
          <DataToRecords times={shown ?? labs.data ?? []} />
          <span>{t('judged')}</span>
        </p>
      ) : null}
    </Page>
  )
}

function NoLabs() {
  const t = useTranslations('labs')
  const records = useTranslations('records')
  const actions = (
    <>
      <LinkButton href={paths.import()} tone="primary">
        {records('import')}
      </LinkButton>
      <LinkButton href={paths.proposals()}>{records('labPage')}</LinkButton>
    </>
  )
  return (
    <EmptyState title={t('emptyTitle')} icon={<FlaskConical />} action={actions}>
      {t('empty')}
    </EmptyState>
  )
}

interface LatestRow {
  readonly latest: LabResult
  readonly count: number
}

function LatestTable({ byAnalyte }: { readonly byAnalyte: ReadonlyMap<string, readonly LabResult[]> }) {
  const t = useTranslations('labs')
  const formats = useFormats()
  const words = useLabWords()
  const dates = useRecordDates()
  const rows: LatestRow[] = [...byAnalyte.values()].flatMap((results) => {
    const [latest] = results
    return latest === undefined ? [] : [{ latest, count: results.length }]
  })
  return (
    <DataTable
      caption={t('caption')}
      columns={[
        {
          key: 'name',
          head: t('test'),
          cell: ({ latest }) => <TextLink href={paths.labs(latest.analyte)}>{words.name(latest)}</TextLink>,
        },
        { key: 'value', head: t('latest'), align: 'right', cell: ({ latest }) => latest.reported },
        { key: 'range', head: t('range'), align: 'right', cell: ({ latest }) => latest.range },
        { key: 'flag', head: t('flag'), cell: ({ latest }) => words.flag(latest) },
        {
          key: 'when',
          head: t('when'),
          align: 'right',
          cell: ({ latest }) => dates.long(latest) || t('undated'),
        },
        { key: 'count', head: t('results'), align: 'right', cell: ({ count }) => formats.number(count) },
      ]}
      rows={rows}
      rowKey={({ latest }) => latest.analyte}
    />
  )
}
