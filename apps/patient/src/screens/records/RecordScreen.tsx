'use client'
import {
  conceptText,
  type HealthRecord,
  isMetricId,
  labResultOf,
  type MetricId,
  manualSource,
  RecordId,
  summarizeRecord,
} from '@nornos/health-model'
import {
  Button,
  Card,
  DefinitionList,
  EmptyState,
  Page,
  ScrollRegion,
  Skeleton,
  TextLink,
  useHashParams,
} from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { recordQuery } from '#src/data/records.ts'
import { useTakeBack } from '#src/data/save-entry.ts'
import { paths } from '#src/paths.ts'
import { DocumentLink } from '#src/screens/files/DocumentLink.tsx'
import { useConfirmDelete } from '#src/screens/records/use-confirm-delete.ts'
import { useRecordDates } from '#src/screens/records/use-record-dates.ts'
import { useRecordTitle } from '#src/screens/records/use-record-title.ts'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** One record with everything that was recorded. Which one stands in the fragment. */
export function RecordScreen() {
  const params = useHashParams()
  const metric = params.get('m') ?? ''
  const recordId = RecordId.safeParse(params.get('r'))
  if (!isMetricId(metric) || !recordId.success) return <Gone />
  return <KnownRecord key={recordId.data} metric={metric} recordId={recordId.data} />
}

function Gone() {
  const t = useTranslations('records')
  return (
    <Page title={t('goneTitle')} over={<TextLink href={paths.records()}>{t('back')}</TextLink>}>
      <EmptyState title={t('goneTitle')}>{t('gone')}</EmptyState>
    </Page>
  )
}

function KnownRecord({ metric, recordId }: { readonly metric: MetricId; readonly recordId: RecordId }) {
  const t = useTranslations('records')
  const record = useQuery(recordQuery(metric, recordId))
  if (record.isError) return <DeviceFailure onRetry={() => void record.refetch()} />
  if (record.data === undefined) return <Skeleton label={t('loading')} lines={6} />
  return record.data === null ? <Gone /> : <RecordPage record={record.data} />
}

function RecordPage({ record }: { readonly record: HealthRecord }) {
  const t = useTranslations('records')
  const title = useRecordTitle()({ metric: record.metric, title: summarizeRecord(record).title })
  const isManual = record.source.manufacturer === manualSource.manufacturer
  return (
    <Page
      title={title}
      documentTitle={t('title')}
      over={<TextLink href={paths.records()}>{t('back')}</TextLink>}
    >
      <Card title={t('what')} actions={isManual ? <DeleteButton record={record} title={title} /> : null}>
        <RecordFacts record={record} />
        <p className="text-label text-muted">{t(isManual ? 'manual' : 'imported')}</p>
      </Card>
      <details className="rounded-card border border-line bg-surface">
        <summary className="min-h-11 cursor-pointer px-4 py-3">{t('original')}</summary>
        <ScrollRegion label={t('original')} className="px-4 pb-4">
          <pre className="text-label">{JSON.stringify(record.content, null, 2)}</pre>
        </ScrollRegion>
      </details>
    </Page>
  )
}

function RecordFacts({ record }: { readonly record: HealthRecord }) {
  const t = useTranslations('records')
  const span = useRecordDates().span(record)
  const { metricTitle } = useCatalogue()
  const { content, metric, source } = record
  const lab = labResultOf(record)
  const detail = summarizeRecord(record).detail
  const notes = 'note' in content ? (content.note ?? []).map(({ text }) => text) : []
  const facts = [
    { term: t('kind'), description: metricTitle(metric) },
    { term: t('value'), description: detail },
    { term: t('range'), description: lab?.range ?? '' },
    { term: t('note'), description: notes.join('\n') },
    { term: t('when'), description: span || t('undated') },
    { term: t('source'), description: [source.name, performerOf(record)].filter(Boolean).join(', ') },
    { term: t('document'), description: documentOf(record) },
  ]
  return <DefinitionList items={facts.filter(({ description }) => description !== '')} />
}

function performerOf({ content }: HealthRecord): string {
  if (content.resourceType === 'Encounter') return content.serviceProvider?.display ?? ''
  if (content.resourceType === 'Observation') return content.performer?.[0]?.display ?? ''
  return content.resourceType === 'Immunization' ? conceptText(content.site) : ''
}

function documentOf({ content }: HealthRecord) {
  if (content.resourceType === 'DocumentReference') {
    const { fileName, sha256 } = content.attachment
    return <DocumentLink sha256={sha256} name={fileName} />
  }
  const from = content.resourceType === 'Observation' ? content.derivedFrom?.[0] : undefined
  if (!from?.display) return ''
  return <DocumentLink sha256={from.reference?.replace(/^urn:sha256:/, '') ?? ''} name={from.display} />
}

function DeleteButton({ record, title }: { readonly record: HealthRecord; readonly title: string }) {
  const t = useTranslations('records')
  const router = useRouter()
  const takeBack = useTakeBack()
  const confirmDelete = useConfirmDelete()
  const remove = async () => {
    await takeBack(record.recordId)
    router.push(paths.records())
  }
  return (
    <Button tone="danger" onPress={() => confirmDelete(title, remove)}>
      {t('delete')}
    </Button>
  )
}
