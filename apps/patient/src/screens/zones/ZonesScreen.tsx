'use client'
import type { Entry, ZoneHistory } from '@nornos/health-model'
import { Button, Card, DataTable, Page, Skeleton, TextLink, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { entriesQuery, zonesQuery } from '#src/data/entries.ts'
import { useTakeBack } from '#src/data/save-entry.ts'
import { paths } from '#src/paths.ts'
import { useConfirmDelete } from '#src/screens/records/use-confirm-delete.ts'
import { StayForm } from '#src/screens/zones/StayForm.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** Where the person was when, and their own word on it. */
export function ZonesScreen() {
  const t = useTranslations('zones')
  const zones = useQuery(zonesQuery)
  const stays = useQuery(entriesQuery({ kinds: ['stay'], limit: 500 }))
  return (
    <Page title={t('title')} lead={t('lead')} over={<TextLink href={paths.you()}>{t('back')}</TextLink>}>
      {zones.isPending ? <Skeleton label={t('loading')} lines={4} /> : null}
      {zones.isError ? <DeviceFailure onRetry={() => void zones.refetch()} /> : null}
      {zones.data === undefined ? null : <HistoryTable zones={zones.data} />}
      <Card title={t('add')}>
        <StayForm />
      </Card>
      <Card title={t('said')}>
        {stays.data?.total === 0 ? <p className="text-muted">{t('saidNone')}</p> : null}
        <ul className="flex flex-col divide-y divide-line">
          {stays.data?.entries.map((entry) => (
            <li key={entry.entryId}>
              <StayRow entry={entry} />
            </li>
          ))}
        </ul>
      </Card>
    </Page>
  )
}

function HistoryTable({ zones }: { readonly zones: ZoneHistory }) {
  const t = useTranslations('zones')
  const formats = useFormats()
  return (
    <DataTable
      caption={t('history')}
      columns={[
        {
          key: 'from',
          head: t('from'),
          cell: ({ from }) => (from === null ? t('since') : formats.dateTime(Date.parse(from))),
        },
        { key: 'zone', head: t('zone'), cell: ({ zone }) => (zone === '' ? t('nowhere') : zone) },
      ]}
      rows={zones.toReversed()}
      rowKey={({ from }) => from ?? ''}
    />
  )
}

function StayRow({ entry }: { readonly entry: Entry }) {
  const t = useTranslations('zones')
  const formats = useFormats()
  const takeBack = useTakeBack()
  const confirmDelete = useConfirmDelete()
  if (entry.content.kind !== 'stay') return null
  const { until } = entry.content
  const from = formats.dateTime(Date.parse(entry.at))
  const what =
    until === null
      ? t('saidOpen', { zone: entry.zone, from })
      : t('saidOf', { zone: entry.zone, from, to: formats.dateTime(Date.parse(until)) })
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 py-2">
      <p className="min-w-0 flex-1 basis-56 break-words">{what}</p>
      <Button tone="quiet" onPress={() => confirmDelete(what, () => takeBack(entry.entryId))}>
        {t('remove')}
        <span className="sr-only">{what}</span>
      </Button>
    </div>
  )
}
