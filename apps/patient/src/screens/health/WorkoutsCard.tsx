'use client'
import { metric } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import { Card, TextLink, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { addDays, dayOf } from '#src/data/days.ts'
import { workoutsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { MetricList } from '#src/screens/health/MetricList.tsx'
import { newestFirst } from '#src/screens/workouts/newest-first.ts'
import { WorkoutRow } from '#src/screens/workouts/WorkoutRow.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'
import { useNow } from '#src/shell/use-now.ts'

const shown = 4

export interface WorkoutsCardProps {
  readonly metrics: readonly MetricOverview[]
}

/** The latest workouts of a year, and what was measured in them. */
export function WorkoutsCard({ metrics }: WorkoutsCardProps) {
  const t = useTranslations('workouts')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const today = dayOf(useNow(3_600_000), zone)
  const { data: workouts = [] } = useQuery(workoutsQuery(addDays(today, -365), today))
  return (
    <Card
      title={catalogue.fieldTitle('workouts')}
      over={t('lastYear', { count: workouts.length, shown: formats.number(workouts.length) })}
      aside={<TextLink href={paths.workouts()}>{t('all')}</TextLink>}
    >
      <ul className="flex flex-col divide-y divide-line">
        {newestFirst(workouts)
          .slice(0, shown)
          .map((workout) => (
            <li key={workout.start}>
              <WorkoutRow workout={workout} />
            </li>
          ))}
      </ul>
      <MetricList metrics={metrics.filter((row) => metric(row.metric).kind === 'sample')} />
    </Card>
  )
}
