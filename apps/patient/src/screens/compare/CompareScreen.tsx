'use client'
import { isMetricId, type MetricId, metric } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import {
  Card,
  EmptyState,
  Page,
  SegmentedControl,
  Select,
  Skeleton,
  TextLink,
  useHashParams,
} from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays, dayOf } from '#src/data/days.ts'
import { overviewQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { type Compared, ComparedCharts } from '#src/screens/compare/ComparedCharts.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

const modes = ['metrics', 'windows'] as const
const spans = ['7', '30', '90', '365'] as const

/** Two kinds of readings over one period, or one kind over two periods that follow each other. */
export function CompareScreen() {
  const t = useTranslations('compare')
  const asked = useHashParams().get('m') ?? ''
  const overview = useQuery(overviewQuery)
  const rows = overview.data?.filter(isCharted) ?? []
  return (
    <Page title={t('title')} over={<TextLink href={paths.health()}>{t('back')}</TextLink>}>
      {overview.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {overview.isError ? <DeviceFailure onRetry={() => void overview.refetch()} /> : null}
      {overview.data !== undefined && rows.length === 0 ? <EmptyState title={t('empty')} /> : null}
      {rows.length > 0 ? <Comparison key={asked} rows={rows} asked={asked} /> : null}
    </Page>
  )
}

interface ComparisonProps {
  readonly rows: readonly MetricOverview[]
  /** The kind of reading that the person came from; empty when from none. */
  readonly asked: string
}

function Comparison({ asked, rows }: ComparisonProps) {
  const t = useTranslations('compare')
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const [mode, setMode] = useState<(typeof modes)[number]>('metrics')
  const [span, setSpan] = useState<(typeof spans)[number]>('30')
  const known = (id: string) => isMetricId(id) && rows.some((row) => row.metric === id)
  const [first, setFirst] = useState<MetricId>(
    isMetricId(asked) && known(asked) ? asked : (rows[0]?.metric ?? 'steps'),
  )
  const [second, setSecond] = useState<MetricId>(rows.find((row) => row.metric !== first)?.metric ?? first)
  const options = rows.map((row) => ({ value: row.metric, label: catalogue.metricTitle(row.metric) }))
  const days = Number(span)
  const chosen = mode === 'metrics' ? [first, second] : [first]
  const newest = Math.max(...rows.filter((row) => chosen.includes(row.metric)).map(({ to }) => to))
  const last = dayOf(newest, zone)
  const now = { first: addDays(last, 1 - days), last }
  const before = { first: addDays(last, 1 - 2 * days), last: addDays(last, -days) }
  const compared: readonly Compared[] =
    mode === 'metrics'
      ? [
          { key: 'first', metric: first, days: now },
          { key: 'second', metric: second, days: now },
        ]
      : [
          { key: 'first', metric: first, days: before },
          { key: 'second', metric: first, days: now },
        ]
  return (
    <>
      <Card>
        <div className="flex flex-wrap gap-3">
          <SegmentedControl
            label={t('what')}
            items={modes.map((key) => ({ key, label: t(key) }))}
            selected={mode}
            onSelect={setMode}
          />
          <SegmentedControl
            label={t('span')}
            items={spans.map((key) => ({ key, label: t('days', { days: key }) }))}
            selected={span}
            onSelect={setSpan}
          />
        </div>
        <div className="grid gap-3 sm:grid-cols-2">
          <Select
            label={mode === 'metrics' ? t('first') : t('kind')}
            value={first}
            options={options}
            onChange={setFirst}
          />
          {mode === 'metrics' ? (
            <Select label={t('second')} value={second} options={options} onChange={setSecond} />
          ) : null}
        </div>
      </Card>
      <ComparedCharts compared={compared} newest={newest} />
    </>
  )
}

/** What has days that can be compared: streams of numbers, not of codes. */
function isCharted({ metric: id, to }: MetricOverview): boolean {
  const { codes, kind } = metric(id)
  return kind === 'sample' && codes === undefined && Number.isFinite(to)
}
