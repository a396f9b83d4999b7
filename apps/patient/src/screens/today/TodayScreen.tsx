'use client'
import { EmptyState, LinkButton, Page, Skeleton, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { dayOf } from '#src/data/days.ts'
import { newestOfMetrics } from '#src/data/newest-of.ts'
import { overviewQuery } from '#src/data/readings.ts'
import { useSession } from '#src/data/use-session.ts'
import { paths } from '#src/paths.ts'
import { DailyStatusSection } from '#src/screens/today/DailyStatusSection.tsx'
import { HeartRateCard } from '#src/screens/today/HeartRateCard.tsx'
import { KitDue } from '#src/screens/today/KitDue.tsx'
import { LastNightCard } from '#src/screens/today/LastNightCard.tsx'
import { PinnedTiles } from '#src/screens/today/PinnedTiles.tsx'
import { RunningImports } from '#src/screens/today/RunningImports.tsx'
import { DataTo } from '#src/shell/DataTo.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useAwaitsVault } from '#src/shell/use-awaits-vault.ts'
import { useNow } from '#src/shell/use-now.ts'

/** Today in one look: what is usual, what is not, and the night. */
export function TodayScreen() {
  const t = useTranslations('today')
  const formats = useFormats()
  const { zone } = useOpenVault()
  const now = useNow(60_000)
  const overview = useQuery(overviewQuery)
  const shell = useTranslations('shell')
  const awaitsVault = useAwaitsVault()
  const greeting = useGreeting(now, zone)
  const today = dayOf(now, zone)
  return (
    <Page
      title={greeting}
      over={formats.day(today)}
      actions={<LinkButton href={paths.add()}>{t('add')}</LinkButton>}
    >
      <KitDue />
      <RunningImports />
      {overview.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {overview.isError ? <DeviceFailure onRetry={() => void overview.refetch()} /> : null}
      {overview.data?.length === 0 && awaitsVault ? <Skeleton label={shell('fetching')} lines={6} /> : null}
      {overview.data?.length === 0 && !awaitsVault ? <NothingYet /> : null}
      {overview.data !== undefined && overview.data.length > 0 ? (
        <>
          <PinnedTiles metrics={overview.data} today={today} />
          <DailyStatusSection today={today} />
          <div className="grid gap-6 xl:grid-cols-2 [&>*]:min-w-0">
            <HeartRateCard metrics={overview.data} />
            <LastNightCard today={today} />
          </div>
        </>
      ) : null}
      <p className="flex flex-wrap gap-x-6 gap-y-1 text-label text-muted">
        <DataTo {...newestOfMetrics(overview.data ?? [])} />
        <span>{t('notEmergency')}</span>
      </p>
    </Page>
  )
}

function NothingYet() {
  const t = useTranslations('today')
  const add = (
    <LinkButton href={paths.import()} tone="primary">
      {t('addSource')}
    </LinkButton>
  )
  return (
    <EmptyState title={t('emptyTitle')} icon={<Activity />} action={add}>
      {t('empty')}
    </EmptyState>
  )
}

/** By the clock of where the person's days are counted, with the first of their names. */
function useGreeting(now: number, zone: string): string {
  const t = useTranslations('today')
  const session = useSession()
  const hour = Number(
    new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: zone }).format(now),
  )
  const part = hour < 5 || hour >= 18 ? 'evening' : hour < 12 ? 'morning' : 'afternoon'
  const name = session.state === 'signed-in' ? (session.account.name.split(/\s/)[0] ?? '') : ''
  return name === '' ? t(`greeting.${part}`) : t(`greetingName.${part}`, { name })
}
