'use client'
import { type PressureGuidelineId, pressureGuidelines } from '@nornos/health-model'
import { EmptyState, Page, SegmentedControl, Skeleton, TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Gauge } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays, dayOf } from '#src/data/days.ts'
import { overviewQuery, pressuresQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { millisecondsOf } from '#src/screens/metric/chart-window.ts'
import { PressureReport } from '#src/screens/pressure/PressureReport.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

const windows = ['30', '90', '365'] as const
const guidelines: readonly PressureGuidelineId[] = ['esh2023', 'aha2017']

/** Blood pressure in pairs, with the ranges of the guideline that the person chooses. */
export function PressureScreen() {
  const t = useTranslations('pressure')
  const { zone } = useOpenVault()
  const [days, setDays] = useState<(typeof windows)[number]>('90')
  const [guideline, setGuideline] = useState<PressureGuidelineId>('esh2023')
  const overview = useQuery(overviewQuery)
  const newest = overview.data?.find(({ metric }) => metric === 'bp_systolic')?.to ?? Date.now()
  const last = dayOf(newest, zone)
  const shown = { first: addDays(last, 1 - Number(days)), last }
  const pairs = useQuery({ ...pressuresQuery(shown.first, last), enabled: overview.data !== undefined })
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
          label={t('guideline')}
          items={guidelines.map((key) => ({ key, label: pressureGuidelines[key].title }))}
          selected={guideline}
          onSelect={setGuideline}
        />
      </div>
      {pairs.isPending && !overview.isError ? <Skeleton label={t('loading')} lines={6} /> : null}
      {pairs.isError || overview.isError ? (
        <DeviceFailure onRetry={() => void (overview.isError ? overview : pairs).refetch()} />
      ) : null}
      {pairs.data?.length === 0 ? <EmptyState title={t('empty')} icon={<Gauge />} /> : null}
      {pairs.data !== undefined && pairs.data.length > 0 ? (
        <PressureReport
          pairs={pairs.data}
          guideline={guideline}
          window={millisecondsOf(shown, zone)}
          newest={newest}
        />
      ) : null}
      <p className="flex flex-wrap gap-x-6">
        <TextLink href={paths.metric('bp_systolic')}>{t('systolic')}</TextLink>
        <TextLink href={paths.metric('bp_diastolic')}>{t('diastolic')}</TextLink>
      </p>
    </Page>
  )
}
