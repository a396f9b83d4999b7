'use client'
import { metric } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import { Sparkline } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { addDays, dayOf, daysBetween, startOfDay } from '#src/data/days.ts'
import { seriesQuery } from '#src/data/readings.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { toneOfField, useCatalogue } from '#src/shell/use-catalogue.ts'

const days = 30

/** The thirty days up to the newest reading. Nothing where days are no numbers, or where there is one only. */
export function MetricSpark({ row }: { readonly row: MetricOverview }) {
  const t = useTranslations('health')
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const { codes, kind } = metric(row.metric)
  const isDrawn = kind === 'sample' && codes === undefined && Number.isFinite(row.to) && row.samples > 1
  const last = dayOf(isDrawn ? row.to : 0, zone)
  const first = addDays(last, 1 - days)
  const { data } = useQuery({
    ...seriesQuery({
      metric: row.metric,
      from: startOfDay(first, zone),
      to: startOfDay(addDays(last, 1), zone),
      resolution: 'day',
      points: days + 2,
    }),
    enabled: isDrawn,
  })
  const byDay = new Map([...(data?.time ?? [])].map((time, at) => [dayOf(time, zone), data?.value[at] ?? 0]))
  if (!isDrawn || byDay.size < 2) return null
  return (
    <Sparkline
      size="small"
      summary={t('sparkline', { metric: catalogue.metricTitle(row.metric), days })}
      values={daysBetween(first, last).map((day) => byDay.get(day) ?? null)}
      tone={toneOfField(row.field)}
    />
  )
}
