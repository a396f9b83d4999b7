'use client'
import type { Share } from '@nornos/contracts'
import { useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { seriesQuery } from '#src/data/patient-data.ts'
import { QueryView } from '#src/screens/failure/QueryView.tsx'
import { DayChart } from '#src/screens/patient/DayChart.tsx'
import { type DayWindow, instantsOf, isInside, windowBefore } from '#src/screens/patient/day-window.ts'
import { NightView } from '#src/screens/patient/NightView.tsx'
import { asleepPoints, nightsOf } from '#src/screens/patient/nights.ts'

export interface SleepViewProps {
  readonly share: Share
  readonly window: DayWindow
}

/** Time asleep night by night, and the stages of one of them. A night belongs to the day on which it ends. */
export function SleepView({ share, window }: SleepViewProps) {
  const t = useTranslations('patient')
  const { timeZone } = useFormats()
  // A night begins on the day before.
  const whole = instantsOf({ first: windowBefore(window).first - 1, last: window.last }, timeZone)
  const question = { metric: 'sleep_hypnogram', ...whole, resolution: 'raw', pointsMax: 50_000 } as const
  const series = useQuery(seriesQuery(share, question))
  const nights = useMemo(
    () => (series.data?.resolution === 'raw' ? nightsOf(series.data, timeZone) : null),
    [series.data, timeZone],
  )
  const points = useMemo(() => asleepPoints(nights ?? []), [nights])
  return (
    <QueryView query={series} label={t('reading')} lines={7}>
      {(answer) => {
        if (nights === null) return <p className="text-muted">{t('absent')}</p>
        const shown = nights.filter(({ day }) => isInside(day, window))
        return (
          <>
            <DayChart metric="sleep_total" points={points} window={window} />
            {shown.length === 0 ? null : <NightView key={`${window.first} ${window.last}`} nights={shown} />}
            {answer.cut ? <p className="text-label text-muted">{t('cut')}</p> : null}
          </>
        )
      }}
    </QueryView>
  )
}
