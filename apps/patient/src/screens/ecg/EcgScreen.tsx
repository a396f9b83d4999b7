'use client'
import type { RecordId } from '@nornos/health-model'
import type { EcgView } from '@nornos/store'
import { Card, EmptyState, Page, Select, Skeleton, TextLink, useFormats } from '@nornos/ui'
import { EcgStrip } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { HeartPulse } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { newestOf } from '#src/data/newest-of.ts'
import { ecgQuery, recordingsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { DataTo } from '#src/shell/DataTo.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'

/** The ECG recordings, one at a time on paper. */
export function EcgScreen() {
  const t = useTranslations('ecg')
  const formats = useFormats()
  const recordings = useQuery(recordingsQuery)
  const [chosen, setChosen] = useState<RecordId | null>(null)
  const shown = recordings.data?.find(({ recordId }) => recordId === chosen) ?? recordings.data?.[0]
  return (
    <Page
      title={t('title')}
      over={<TextLink href={paths.health()}>{t('back')}</TextLink>}
      lead={<DataTo at={newestOf((recordings.data ?? []).map(({ at }) => ({ to: at })))} />}
    >
      {recordings.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {recordings.isError ? <DeviceFailure onRetry={() => void recordings.refetch()} /> : null}
      {recordings.data?.length === 0 ? <EmptyState title={t('empty')} icon={<HeartPulse />} /> : null}
      {shown ? (
        <>
          <Select
            label={t('choose')}
            value={shown.recordId}
            options={(recordings.data ?? []).map(({ recordId, at }) => ({
              value: recordId,
              label: formats.dateTime(at),
            }))}
            onChange={setChosen}
          />
          <Recording key={shown.recordId} recordId={shown.recordId} />
        </>
      ) : null}
    </Page>
  )
}

function Recording({ recordId }: { readonly recordId: RecordId }) {
  const t = useTranslations('ecg')
  const formats = useFormats()
  const ecg = useQuery(ecgQuery(recordId))
  if (ecg.isError) return <DeviceFailure onRetry={() => void ecg.refetch()} />
  if (ecg.isPending) return <Skeleton label={t('loading')} lines={6} />
  if (ecg.data === null) return <EmptyState title={t('gone')} icon={<HeartPulse />} />
  const { at, microvolts, note, samplesPerSecond, source } = ecg.data
  const [low, high] = reachOf(ecg.data)
  const summary = t('summary', {
    at: formats.dateTime(at),
    seconds: formats.number(microvolts.length / samplesPerSecond),
    low: formats.number(low, 1),
    high: formats.number(high, 1),
  })
  return (
    <Card title={formats.dateTime(at)} over={t('by', { source, rate: formats.number(samplesPerSecond) })}>
      <EcgStrip
        label={t('stripOf', { at: formats.dateTime(at) })}
        {...{ summary, samplesPerSecond, microvolts }}
      />
      {note === '' ? null : (
        <details>
          <summary className="min-h-11 cursor-pointer py-2 text-accent">{t('note')}</summary>
          <p className="whitespace-pre-line">{note}</p>
        </details>
      )}
    </Card>
  )
}

/** Lowest and highest, in millivolt. */
function reachOf({ microvolts }: EcgView): readonly [number, number] {
  let [low, high] = [0, 0]
  for (const value of microvolts) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low / 1_000, high / 1_000]
}
