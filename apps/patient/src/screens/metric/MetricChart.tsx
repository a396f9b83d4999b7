'use client'
import { type MetricId, metric } from '@nornos/health-model'
import type { SeriesQuery, SeriesView } from '@nornos/store'
import { Skeleton } from '@nornos/ui'
import { type Range, type Series, TimeSeries } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { seriesQuery } from '#src/data/readings.ts'
import { useDatedMarks } from '#src/screens/metric/use-dated-marks.ts'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { toneOfField, useCatalogue } from '#src/shell/use-catalogue.ts'

export interface MetricChartProps {
  readonly metric: MetricId
  readonly window: Range
  readonly resolution: SeriesQuery['resolution']
  readonly heightPx: number
}

const stepOf = { raw: 'moment', hour: 'moment', day: 'day', week: 'week', month: 'month' } as const

/** Two points for each pixel of a wide screen; the worker reduces to it. */
const points = 1_600

/** A metric over a window; give it the window as `key`. Finer points are fetched when the person zooms. */
export function MetricChart({ metric: id, window, resolution, heightPx }: MetricChartProps) {
  const t = useTranslations('metricPage')
  const catalogue = useCatalogue()
  const [zoom, setZoom] = useState<Range | null>(null)
  const shown = zoom ?? window
  const isZoomed = shown.from > window.from || shown.until < window.until
  const { day } = metric(id)
  const isTotal = day === 'sum' || day === 'count'
  const whole = useQuery(seriesQuery({ metric: id, from: window.from, to: window.until, resolution, points }))
  const finer = useQuery({
    ...seriesQuery({ metric: id, from: shown.from, to: shown.until, resolution, points }),
    enabled: isZoomed && resolution === 'auto',
  })
  const marks = useDatedMarks(window)
  const view = (isZoomed ? finer.data : undefined) ?? whole.data
  const series = useMemo(
    () => (view ? seriesOf(view, isTotal && view.resolution !== 'raw') : null),
    [view, isTotal],
  )
  if (whole.isError) return <DeviceFailure onRetry={() => void whole.refetch()} />
  if (view === undefined || series === null) return <Skeleton label={t('loading')} lines={5} />
  return (
    <TimeSeries
      label={catalogue.metricTitle(id)}
      unit={catalogue.unit(id)}
      series={series}
      intervalMs={view.gapMs / 2}
      limits={window}
      tone={toneOfField(metric(id).field)}
      shape={isTotal && view.resolution !== 'raw' ? 'bars' : 'line'}
      digits={catalogue.digits(id)}
      heightPx={heightPx}
      step={stepOf[view.resolution]}
      marks={marks}
      onRangeChange={(range) => setZoom(range)}
      {...(view.usual && view.resolution === 'day' ? { usual: view.usual } : {})}
    />
  )
}

/** What stands behind a total are its parts: the least and the greatest of those say nothing about a day. */
function seriesOf(
  { time: times, value: values, min: lows, max: highs }: SeriesView,
  isSummed: boolean,
): Series {
  return isSummed ? { times, values } : { times, values, lows, highs }
}
