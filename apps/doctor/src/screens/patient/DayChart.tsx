'use client'
import { DAY_MILLISECONDS, type MetricId, metric as metricRow } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { TimeSeries } from '@nornos/ui/charts'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import {
  type DayWindow,
  instantsOf,
  isInside,
  noonOf,
  windowBefore,
} from '#src/screens/patient/day-window.ts'
import { type DayPoint, figuresOf } from '#src/screens/patient/metric-days.ts'
import { lookOf } from '#src/screens/patient/metric-look.ts'
import { useMetricFormat } from '#src/screens/patient/use-metric-format.ts'
import { WindowFiguresView } from '#src/screens/patient/WindowFiguresView.tsx'

export interface DayChartProps {
  readonly metric: MetricId
  /** Of this window and the one before. */
  readonly points: readonly DayPoint[]
  readonly window: DayWindow
}

/** Values of days, with their average against the window before. A day without a value is a gap. */
export function DayChart({ metric, points, window }: DayChartProps) {
  const t = useTranslations('patient')
  const titles = useTranslations('metrics')
  const { timeZone } = useFormats()
  const format = useMetricFormat(metric)
  const look = lookOf(metric)
  const { day } = metricRow(metric)
  const { first, last } = window
  const series = useMemo(() => {
    const shown = points.filter(({ day }) => isInside(day, { first, last }))
    return {
      times: shown.map(({ day }) => noonOf(day, timeZone)),
      values: shown.map(({ value }) => value * look.factor),
    }
  }, [points, first, last, timeZone, look.factor])
  const limits = useMemo(() => instantsOf({ first, last }, timeZone), [first, last, timeZone])
  const figures = figuresOf(points, window, windowBefore(window))
  if (figures === null) return <p className="text-muted">{t('nothingInWindow')}</p>
  return (
    <>
      <WindowFiguresView figures={figures} format={format} unit={day === 'night' ? 'night' : 'day'} />
      <TimeSeries
        label={titles(metric)}
        unit={format.unit}
        series={series}
        // A single missing day is a gap too.
        intervalMs={DAY_MILLISECONDS * 0.75}
        step="day"
        limits={limits}
        tone={look.tone}
        shape={look.shape}
        digits={look.digits}
        heightPx={220}
      />
    </>
  )
}
