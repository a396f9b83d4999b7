'use client'
import { fieldIds } from '@nornos/health-model'
import { EmptyState, LinkButton, Page, Skeleton } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { ChartLine } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { newestOfMetrics } from '#src/data/newest-of.ts'
import { overviewQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { FieldCard } from '#src/screens/health/FieldCard.tsx'
import { WorkoutsCard } from '#src/screens/health/WorkoutsCard.tsx'
import { ImportCards } from '#src/screens/import/ImportCards.tsx'
import { DataTo } from '#src/shell/DataTo.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useAwaitsVault } from '#src/shell/use-awaits-vault.ts'

/** Everything there is, by field, with its latest value and how far back it goes. */
export function HealthScreen() {
  const t = useTranslations('health')
  const overview = useQuery(overviewQuery)
  const links = useTranslations('healthLinks')
  const shell = useTranslations('shell')
  const awaitsVault = useAwaitsVault()
  const add = (
    <>
      <LinkButton href={paths.compare()} tone="quiet">
        {links('compare')}
      </LinkButton>
      <LinkButton href={paths.sources()} tone="quiet">
        {links('sources')}
      </LinkButton>
      <LinkButton href={paths.import()}>{t('add')}</LinkButton>
    </>
  )
  return (
    <Page
      title={t('title')}
      lead={<DataTo {...newestOfMetrics(overview.data ?? [])} />}
      actions={
        <>
          <LinkButton href={paths.add()}>{t('byHand')}</LinkButton>
          {add}
        </>
      }
    >
      <ImportCards only="running" />
      {overview.isPending ? <Skeleton label={t('loading')} lines={8} /> : null}
      {overview.isError ? <DeviceFailure onRetry={() => void overview.refetch()} /> : null}
      {overview.data?.length === 0 && awaitsVault ? <Skeleton label={shell('fetching')} lines={8} /> : null}
      {overview.data?.length === 0 && !awaitsVault ? (
        <EmptyState
          title={t('emptyTitle')}
          icon={<ChartLine />}
          action={
            <LinkButton href={paths.import()} tone="primary">
              {t('import')}
            </LinkButton>
          }
        >
          {t('empty')}
        </EmptyState>
      ) : null}
      <div className="gap-4 lg:columns-2 [&>*]:mb-4 [&>*]:break-inside-avoid">
        {fieldIds.map((field) => {
          const metrics = overview.data?.filter((row) => row.field === field) ?? []
          if (metrics.length === 0) return null
          return field === 'workouts' ? (
            <WorkoutsCard key={field} metrics={metrics} />
          ) : (
            <FieldCard key={field} field={field} metrics={metrics} />
          )
        })}
      </div>
    </Page>
  )
}
