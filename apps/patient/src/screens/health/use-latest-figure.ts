'use client'
import { metric } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import { useQuery } from '@tanstack/react-query'
import { addDays, dayOf, startOfDay } from '#src/data/days.ts'
import { seriesQuery } from '#src/data/readings.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/**
 * The latest value as a person means it: of totals the whole day, of everything else the latest reading. Null where
 * there is none, or where the number of a code would say nothing.
 */
export function useLatestFigure(row: MetricOverview): string | null {
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const { codes, day: rule, kind } = metric(row.metric)
  const isTotal = (rule === 'sum' || rule === 'count') && kind === 'sample' && Number.isFinite(row.to)
  const day = dayOf(isTotal ? row.to : 0, zone)
  const total = useQuery({
    ...seriesQuery({
      metric: row.metric,
      from: startOfDay(day, zone),
      to: startOfDay(addDays(day, 1), zone),
      resolution: 'day',
      points: 4,
    }),
    enabled: isTotal,
  })
  const value = isTotal ? (total.data?.value.at(-1) ?? null) : row.latest
  return value === null || codes !== undefined ? null : catalogue.figure(row.metric, value)
}
