'use client'
import type { Share } from '@nornos/contracts'
import type { MetricId } from '@nornos/health-model'
import { useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { seriesQuery } from '#src/data/patient-data.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'
import { DayChart } from '#src/screens/patient/DayChart.tsx'
import { type DayWindow, instantsOf, windowBefore } from '#src/screens/patient/day-window.ts'
import { metricDays } from '#src/screens/patient/metric-days.ts'

export interface MetricViewProps {
  readonly share: Share
  readonly metric: MetricId
  readonly window: DayWindow
}

/** Two windows are read: the one that is shown, and the one before it to compare with. */
export function MetricView({ share, metric, window }: MetricViewProps) {
  const t = useTranslations('patient')
  const { timeZone } = useFormats()
  const whole = instantsOf({ first: windowBefore(window).first, last: window.last }, timeZone)
  const series = useQuery(seriesQuery(share, { metric, ...whole, resolution: 'day', pointsMax: 5_000 }))
  const days = useMemo(
    () => (series.data?.resolution === 'day' ? metricDays(series.data) : null),
    [series.data],
  )
  return (
    <QueryView query={series} label={t('reading')} lines={5}>
      {(answer) =>
        days === null ? (
          <p className="text-muted">{t('absent')}</p>
        ) : (
          <>
            <DayChart metric={metric} points={days.points} window={window} />
            {days.sources > 1 ? (
              <p className="text-label text-muted">{t('oneSource', { count: days.sources })}</p>
            ) : null}
            {answer.cut ? <p className="text-label text-muted">{t('cut')}</p> : null}
          </>
        )
      }
    </QueryView>
  )
}
