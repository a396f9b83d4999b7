'use client'
import type { MetricId } from '@nornos/health-model'
import { Card, DataTable, useFormats } from '@nornos/ui'
import { useQueries } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { seriesQuery } from '#src/data/readings.ts'
import { daysFigures } from '#src/screens/compare/days-figures.ts'
import { type DayWindow, millisecondsOf } from '#src/screens/metric/chart-window.ts'
import { LazyMetricChart } from '#src/screens/metric/LazyMetricChart.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

export interface Compared {
  readonly key: string
  readonly metric: MetricId
  readonly days: DayWindow
}

/** Both as charts of days of equal length, one below the other, and both in figures. */
export function ComparedCharts({
  compared,
  newest,
}: {
  readonly compared: readonly Compared[]
  readonly newest: number
}) {
  const t = useTranslations('compare')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const parts = compared.map((one) => ({
    ...one,
    window: millisecondsOf(one.days, zone),
    title: catalogue.metricTitle(one.metric),
    period: t('period', { from: formats.day(one.days.first), to: formats.day(one.days.last) }),
  }))
  const series = useQueries({
    queries: parts.map(({ metric, window }) =>
      seriesQuery({ metric, from: window.from, to: window.until, resolution: 'day', points: 1_600 }),
    ),
  })
  const rows = parts.map((part, at) => ({ ...part, figures: daysFigures(series[at]?.data?.value ?? []) }))
  type Row = (typeof rows)[number]
  const figure = (pick: 'mean' | 'lowest' | 'highest') => (row: Row) =>
    row.figures === null ? t('none') : catalogue.figure(row.metric, row.figures[pick])
  return (
    <>
      {parts.map(({ key, metric, period, title, window }) => (
        <Card key={`${key} ${metric} ${window.from}`} title={title} over={period}>
          <LazyMetricChart metric={metric} window={window} resolution="day" heightPx={220} />
        </Card>
      ))}
      <Card title={t('figures')} aside={t('data', { to: formats.dateTime(newest) })}>
        <DataTable
          caption={t('figures')}
          isCaptionHidden
          columns={[
            { key: 'what', head: t('kind'), cell: (row) => row.title },
            { key: 'period', head: t('period_head'), cell: (row) => row.period },
            { key: 'mean', head: t('mean'), align: 'right', cell: figure('mean') },
            { key: 'lowest', head: t('lowest'), align: 'right', cell: figure('lowest') },
            { key: 'highest', head: t('highest'), align: 'right', cell: figure('highest') },
            {
              key: 'days',
              head: t('days_head'),
              align: 'right',
              cell: (row) => formats.number(row.figures?.days ?? 0),
            },
          ]}
          rows={rows}
          rowKey={({ key }) => key}
        />
      </Card>
    </>
  )
}
