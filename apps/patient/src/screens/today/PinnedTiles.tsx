'use client'
import type { LocalDay, MetricId } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import { useTranslations } from 'use-intl'
import { SeriesTile } from '#src/screens/today/SeriesTile.tsx'
import { SleepTile } from '#src/screens/today/SleepTile.tsx'

export interface PinnedTilesProps {
  readonly metrics: readonly MetricOverview[]
  readonly today: LocalDay
}

/** Variability is measured in one of two ways; a person's devices usually know one. */
const pinned: readonly (readonly MetricId[])[] = [
  ['heart_rate_resting', 'heart_rate'],
  ['hrv_sdnn', 'hrv_rmssd'],
  ['steps'],
]

/** The few figures that most people look at first; one that nobody measured is not shown. */
export function PinnedTiles({ metrics, today }: PinnedTilesProps) {
  const t = useTranslations('today')
  const known = new Set(metrics.map(({ metric }) => metric))
  const shown = pinned.flatMap((choice) => choice.find((metric) => known.has(metric)) ?? [])
  const [first, ...rest] = shown
  return (
    <section aria-label={t('pinned')} className="grid gap-3 sm:grid-cols-2">
      {first ? <SeriesTile metric={first} today={today} /> : null}
      <SleepTile today={today} />
      {rest.map((metric) => (
        <SeriesTile key={metric} metric={metric} today={today} />
      ))}
    </section>
  )
}
