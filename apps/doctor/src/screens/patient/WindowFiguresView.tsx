'use client'
import { useFormats } from '@nornos/ui'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { WindowFigures } from '#src/screens/patient/metric-days.ts'
import type { MetricFormat } from '#src/screens/patient/use-metric-format.ts'

export interface WindowFiguresViewProps {
  readonly figures: WindowFigures
  readonly format: MetricFormat
  /** What one value stands for. */
  readonly unit: 'day' | 'night'
}

/** The average against the time before, and how many days it rests on. The chart says the rest. */
export function WindowFiguresView({ figures, format, unit }: WindowFiguresViewProps) {
  const t = useTranslations('patient')
  const formats = useFormats()
  const { average, days, expected, change } = figures
  const rounded = change === null ? null : format.figure(Math.abs(change))
  const comparison =
    change === null || rounded === null
      ? t('nothingBefore')
      : rounded === format.figure(0)
        ? t('sameAsBefore', { days: expected })
        : t(change > 0 ? 'moreThanBefore' : 'lessThanBefore', { change: rounded, days: expected })
  return (
    <dl className="grid gap-x-6 gap-y-3 min-[30rem]:grid-cols-2">
      <Figure term={t(`average.${unit}`)} figure={format.figure(average)} note={comparison} />
      <Figure
        term={t(`withData.${unit}`)}
        figure={t('ofDays', { days, expected })}
        note={formats.percent(days / expected)}
      />
    </dl>
  )
}

interface FigureProps {
  readonly term: string
  readonly figure: ReactNode
  readonly note: string
}

function Figure({ term, figure, note }: FigureProps) {
  return (
    <div className="min-w-0">
      <dt className="text-label text-muted">{term}</dt>
      <dd>
        <span className="figures block text-lead font-semibold">{figure}</span>
        <span className="text-label text-muted">{note}</span>
      </dd>
    </div>
  )
}
