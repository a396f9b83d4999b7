'use client'
import { type PressureGuidelineId, pressureClass, pressureGuidelines } from '@nornos/health-model'
import type { PressureView } from '@nornos/store'
import { Card, DataTable, useFormats } from '@nornos/ui'
import { PressurePlot, type Range } from '@nornos/ui/charts'
import { useTranslations } from 'use-intl'
import { HomeAverageCard } from '#src/screens/pressure/HomeAverageCard.tsx'
import { meanOf } from '#src/screens/pressure/pressure-means.ts'

export interface PressureReportProps {
  /** The newest first, at least one. */
  readonly pairs: readonly PressureView[]
  readonly guideline: PressureGuidelineId
  readonly window: Range
  readonly newest: number
}

const parts = ['morning', 'evening', 'other'] as const

/** The pairs over time, morning and evening apart, and how many fell into which range. */
export function PressureReport({ guideline, newest, pairs, window }: PressureReportProps) {
  const t = useTranslations('pressure')
  const formats = useFormats()
  const { classes, title } = pressureGuidelines[guideline]
  const mean = meanOf(pairs)
  const points = pairs.toReversed().map((pair) => ({ ...pair, title: pressureClass(pair, guideline).title }))
  const summary = t('summary', {
    count: pairs.length,
    systolic: formats.number(mean?.systolic ?? 0),
    diastolic: formats.number(mean?.diastolic ?? 0),
    highest: formats.number(Math.max(...pairs.map(({ systolic }) => systolic))),
  })
  const counts = classes.map((row) => ({
    ...row,
    readings: points.filter((point) => point.title === row.title).length,
  }))
  const means = parts.flatMap((part) => {
    const own = meanOf(pairs.filter((pair) => pair.part === part))
    return own === null ? [] : [{ part, ...own }]
  })
  return (
    <>
      <Card title={t('chart')} aside={t('data', { to: formats.dateTime(newest) })}>
        <PressurePlot
          label={t('title')}
          unit="mmHg"
          summary={summary}
          points={points}
          from={window.from}
          until={window.until}
          limits={classes.slice(1).map((row) => ({ title: row.title, systolic: row.systolicFrom }))}
          heads={{ systolic: t('systolic'), diastolic: t('diastolic'), title: t('class') }}
        />
        <p className="text-label text-muted">{t('note', { guideline: title })}</p>
      </Card>
      <HomeAverageCard pairs={pairs} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={t('parts')}>
          <DataTable
            caption={t('parts')}
            isCaptionHidden
            columns={[
              { key: 'part', head: t('part'), cell: ({ part }) => t(`part_${part}`) },
              {
                key: 'mean',
                head: `${t('mean')} (mmHg)`,
                align: 'right',
                cell: (row) => `${formats.number(row.systolic)}/${formats.number(row.diastolic)}`,
              },
              {
                key: 'readings',
                head: t('readings'),
                align: 'right',
                cell: ({ readings }) => formats.number(readings),
              },
            ]}
            rows={means}
            rowKey={({ part }) => part}
          />
        </Card>
        <Card title={t('classes')} over={title}>
          <DataTable
            caption={t('classes')}
            isCaptionHidden
            columns={[
              { key: 'title', head: t('class'), cell: (row) => row.title },
              {
                key: 'readings',
                head: t('readings'),
                align: 'right',
                cell: ({ readings }) => formats.number(readings),
              },
            ]}
            rows={counts}
            rowKey={({ id }) => id}
          />
        </Card>
      </div>
    </>
  )
}
