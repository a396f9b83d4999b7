'use client'
import { type LocalDay, type MetricId, metric } from '@nornos/health-model'
import { MetricTile, useFormats } from '@nornos/ui'
import { Sparkline } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { addDays, dayOf, daysBetween, startOfDay } from '#src/data/days.ts'
import { seriesQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { compareWithUsual } from '#src/screens/today/tile-values.ts'
import { useComparisonText } from '#src/screens/today/use-comparison-text.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { toneOfField, useCatalogue } from '#src/shell/use-catalogue.ts'

const days = 30

/** One metric: its latest day, how that compares, and the last thirty days. */
export function SeriesTile({ metric: id, today }: { readonly metric: MetricId; readonly today: LocalDay }) {
  const t = useTranslations('today')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const comparisonText = useComparisonText()
  const first = addDays(today, 1 - days)
  const { data } = useQuery(
    seriesQuery({
      metric: id,
      from: startOfDay(first, zone),
      to: startOfDay(addDays(today, 1), zone),
      resolution: 'day',
      points: days + 2,
    }),
  )
  const byDay = new Map([...(data?.time ?? [])].map((time, at) => [dayOf(time, zone), data?.value[at] ?? 0]))
  const values = daysBetween(first, today).map((day) => byDay.get(day) ?? null)
  const last = [...byDay].at(-1)
  const usual = data?.usual ?? null
  const label = catalogue.metricTitle(id)
  if (data === undefined || last === undefined) {
    return (
      <MetricTile label={label} value={null} comparison={data ? t('noRecent') : ''} href={paths.metric(id)} />
    )
  }
  const [day, value] = last
  const figure = (number: number) => catalogue.figure(id, number)
  const range = (low: number, high: number) => catalogue.range(id, low, high)
  const { day: rule, field } = metric(id)
  const isGrowing = day === today && (rule === 'sum' || rule === 'count')
  const comparison = comparisonText(compareWithUsual(value, usual, isGrowing), { figure, range })
  const shownDay = day === today ? t(isGrowing ? 'soFar' : 'today') : formats.shortDate(startOfDay(day, zone))
  return (
    <MetricTile
      label={label}
      value={catalogue.number(id, value)}
      unit={catalogue.unit(id)}
      comparison={comparison}
      at={shownDay}
      href={paths.metric(id)}
      chart={
        <Sparkline
          summary={t('sparkline', { label, days, latest: figure(value) })}
          values={values}
          tone={toneOfField(field)}
          {...(usual ? { usual } : {})}
        />
      }
    />
  )
}
