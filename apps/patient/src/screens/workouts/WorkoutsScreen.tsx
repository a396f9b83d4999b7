'use client'
import { Button, Card, EmptyState, Page, Skeleton, TextLink } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { Dumbbell } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { addDays, dayOf } from '#src/data/days.ts'
import { newestOf } from '#src/data/newest-of.ts'
import { workoutsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { newestFirst } from '#src/screens/workouts/newest-first.ts'
import { WorkoutRow } from '#src/screens/workouts/WorkoutRow.tsx'
import { DataTo } from '#src/shell/DataTo.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useNow } from '#src/shell/use-now.ts'

const page = 50

/** Every workout, newest first. */
export function WorkoutsScreen() {
  const t = useTranslations('workouts')
  const { zone } = useOpenVault()
  const today = dayOf(useNow(3_600_000), zone)
  const workouts = useQuery(workoutsQuery(addDays(today, -365 * 40), today))
  const [shown, setShown] = useState(page)
  const all = newestFirst(workouts.data ?? [])
  return (
    <Page
      title={t('title')}
      over={<TextLink href={paths.health()}>{t('back')}</TextLink>}
      lead={<DataTo at={newestOf(all.map(({ end }) => ({ to: end })))} />}
    >
      {workouts.isPending ? <Skeleton label={t('loading')} lines={6} /> : null}
      {workouts.isError ? <DeviceFailure onRetry={() => void workouts.refetch()} /> : null}
      {workouts.data?.length === 0 ? <EmptyState title={t('empty')} icon={<Dumbbell />} /> : null}
      {all.length > 0 ? (
        <Card>
          <ul aria-label={t('title')} className="flex flex-col divide-y divide-line">
            {all.slice(0, shown).map((workout) => (
              <li key={`${workout.start} ${workout.source}`}>
                <WorkoutRow workout={workout} />
              </li>
            ))}
          </ul>
          {all.length > shown ? (
            <div>
              <Button onPress={() => setShown(shown + page)}>{t('more')}</Button>
            </div>
          ) : null}
        </Card>
      ) : null}
    </Page>
  )
}
