'use client'
import type { LocalDay } from '@nornos/health-model'
import { MetricTile, useFormats } from '@nornos/ui'
import { Sparkline } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { addDays, daysBetween, startOfDay } from '#src/data/days.ts'
import { nightsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { compareWithUsual, usualOf } from '#src/screens/today/tile-values.ts'
import { useComparisonText } from '#src/screens/today/use-comparison-text.ts'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

const days = 30

/** Time asleep in the last night, from the stages that a device saw. Not shown to someone without any night. */
export function SleepTile({ today }: { readonly today: LocalDay }) {
  const t = useTranslations('today')
  const formats = useFormats()
  const { zone } = useOpenVault()
  const catalogue = useCatalogue()
  const comparisonText = useComparisonText()
  const first = addDays(today, 1 - days)
  const { data: nights = [] } = useQuery(nightsQuery(first, today))
  const byDay = new Map(nights.map((night) => [night.day, night.asleepMinutes]))
  const last = nights.at(-1)
  if (last === undefined) return null
  const before = nights.filter(({ day }) => day !== last.day).map(({ asleepMinutes }) => asleepMinutes)
  const usual = usualOf(before)
  const figure = (minutes: number) => catalogue.figure('sleep_total', minutes)
  const range = (low: number, high: number) => catalogue.range('sleep_total', low, high)
  return (
    <MetricTile
      label={t('sleep')}
      value={figure(last.asleepMinutes)}
      comparison={comparisonText(compareWithUsual(last.asleepMinutes, usual), { figure, range })}
      at={last.day === today ? t('lastNightTile') : formats.shortDate(startOfDay(last.day, zone))}
      href={paths.nights()}
      chart={
        <Sparkline
          summary={t('sparkline', { label: t('sleep'), days, latest: figure(last.asleepMinutes) })}
          values={daysBetween(first, today).map((day) => byDay.get(day) ?? null)}
          tone="sleep"
          {...(usual ? { usual } : {})}
        />
      }
    />
  )
}
