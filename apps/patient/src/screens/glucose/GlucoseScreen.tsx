'use client'
import { EmptyState, LinkButton, Page, SegmentedControl, Skeleton, TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Droplet } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays, dayOf } from '#src/data/days.ts'
import { glucoseQuery, overviewQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { GlucoseReport, type GlucoseUnit } from '#src/screens/glucose/GlucoseReport.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

const windows = ['14', '30', '90'] as const
const units = ['mg/dL', 'mmol/L'] as const

/** The ambulatory glucose profile of the days up to the newest reading of a sensor. */
export function GlucoseScreen() {
  const t = useTranslations('glucose')
  const { zone } = useOpenVault()
  const [days, setDays] = useState<(typeof windows)[number]>('14')
  const [unit, setUnit] = useState<GlucoseUnit>('mg/dL')
  const overview = useQuery(overviewQuery)
  const newest = overview.data?.find(({ metric }) => metric === 'glucose_cgm')?.to ?? Date.now()
  const last = dayOf(newest, zone)
  const first = addDays(last, 1 - Number(days))
  const glucose = useQuery({ ...glucoseQuery(first, last), enabled: overview.data !== undefined })
  return (
    <Page title={t('title')} over={<TextLink href={paths.health()}>{t('back')}</TextLink>}>
      <div className="flex flex-wrap gap-3">
        <SegmentedControl
          label={t('window')}
          items={windows.map((key) => ({ key, label: t('days', { days: key }) }))}
          selected={days}
          onSelect={setDays}
        />
        <SegmentedControl
          label={t('unit')}
          items={units.map((key) => ({ key, label: key }))}
          selected={unit}
          onSelect={setUnit}
        />
      </div>
      {glucose.isPending && !overview.isError ? <Skeleton label={t('loading')} lines={6} /> : null}
      {glucose.isError || overview.isError ? (
        <DeviceFailure onRetry={() => void (overview.isError ? overview : glucose).refetch()} />
      ) : null}
      {glucose.data === null ? (
        <EmptyState
          title={t('empty')}
          icon={<Droplet />}
          action={<LinkButton href={paths.sources()}>{t('back')}</LinkButton>}
        >
          {t('emptyDetail')}
        </EmptyState>
      ) : null}
      {glucose.data ? <GlucoseReport view={glucose.data} {...{ unit, first, last, newest }} /> : null}
      <TextLink href={paths.metric('glucose_cgm')}>{t('all')}</TextLink>
    </Page>
  )
}
