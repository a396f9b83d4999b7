'use client'
import { Skeleton } from '@nornos/ui'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import type { MetricChartProps } from '#src/screens/metric/MetricChart.tsx'

const Loaded = lazy(async () => ({
  default: (await import('#src/screens/metric/MetricChart.tsx')).MetricChart,
}))

/** The chart's code is fetched when a chart is shown, so that the first screen is there sooner. */
export function LazyMetricChart(props: MetricChartProps) {
  const t = useTranslations('metricPage')
  return (
    <Suspense fallback={<Skeleton label={t('loading')} lines={5} />}>
      <Loaded {...props} />
    </Suspense>
  )
}
