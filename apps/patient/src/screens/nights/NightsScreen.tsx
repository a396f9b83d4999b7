'use client'
import type { LocalDay } from '@nornos/health-model'
import type { NightView } from '@nornos/store'
import { Card, EmptyState, IconButton, LinkButton, Page, Skeleton, TextLink, useFormats } from '@nornos/ui'
import { CalendarHeatmap, Hypnogram } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Moon } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays, dayOf, daysBetween } from '#src/data/days.ts'
import { nightsQuery, overviewQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { segmentsOf } from '#src/screens/nights/night-segments.ts'
import { DataTo } from '#src/shell/DataTo.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

const daysShown = 182

/** Half a year of nights at a glance, and each of them by its stages. */
export function NightsScreen() {
  const t = useTranslations('nights')
  const { zone } = useOpenVault()
  const overview = useQuery(overviewQuery)
  const newest = Math.max(0, ...(overview.data ?? []).filter(isSleep).map(({ to }) => to))
  const last = dayOf(newest === 0 ? Date.now() : newest, zone)
  const first = addDays(last, 1 - daysShown)
  const nights = useQuery({ ...nightsQuery(first, last), enabled: overview.data !== undefined })
  const back = <TextLink href={paths.health()}>{t('back')}</TextLink>
  return (
    <Page title={t('title')} over={back}>
      {nights.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {nights.isError ? <DeviceFailure onRetry={() => void nights.refetch()} /> : null}
      {nights.data?.length === 0 ? (
        <EmptyState
          title={t('empty')}
          icon={<Moon />}
          action={<LinkButton href={paths.import()}>{t('import')}</LinkButton>}
        />
      ) : null}
      {nights.data !== undefined && nights.data.length > 0 ? (
        <>
          <NightCard nights={nights.data} />
          <Card title={t('halfYear')} aside={<DataTo at={newest} />}>
            <CalendarHeatmap
              label={t('asleepHalfYear')}
              unit={t('hours')}
              digits={1}
              tone="sleep"
              days={asleepByDay(nights.data, first, last)}
            />
          </Card>
        </>
      ) : null}
    </Page>
  )
}

function NightCard({ nights }: { readonly nights: readonly NightView[] }) {
  const t = useTranslations('nights')
  const formats = useFormats()
  const [at, setAt] = useState(nights.length - 1)
  const night = nights[at]
  if (night === undefined) return null
  const label = t('nightTo', { day: formats.day(night.day) })
  const steps = (
    <div className="flex">
      <IconButton
        label={t('earlier')}
        icon={<ChevronLeft />}
        isDisabled={at === 0}
        onPress={() => setAt(at - 1)}
      />
      <IconButton
        label={t('later')}
        icon={<ChevronRight />}
        isDisabled={at === nights.length - 1}
        onPress={() => setAt(at + 1)}
      />
    </div>
  )
  return (
    <Card title={label} over={t('by', { source: night.source })} aside={steps}>
      <p className="figures text-heading font-bold">{formats.duration(night.asleepMinutes * 60_000)}</p>
      <Hypnogram label={label} segments={segmentsOf(night)} />
      {night.naps.length > 0 ? (
        <ul aria-label={t('naps')} className="figures text-label text-muted">
          {night.naps.map(({ asleepMinutes, end, start }) => (
            <li key={start}>
              {t('nap', {
                from: formats.time(start),
                to: formats.time(end),
                asleep: formats.duration(asleepMinutes * 60_000),
              })}
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}

function isSleep({ field }: { readonly field: string }): boolean {
  return field === 'sleep'
}

/** Hours asleep; a day without a night is missing, not zero. */
function asleepByDay(nights: readonly NightView[], first: LocalDay, last: LocalDay) {
  const hours = new Map(nights.map((night) => [night.day, night.asleepMinutes / 60]))
  return daysBetween(first, last).map((day) => ({ day, value: hours.get(day) ?? null }))
}
