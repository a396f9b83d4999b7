'use client'
import { Card, EmptyState, LinkButton, Page, Skeleton, TextLink, useFormats, useHashParams } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { dayOf } from '#src/data/days.ts'
import { workoutDetailQuery, workoutsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { LazyMetricChart } from '#src/screens/metric/LazyMetricChart.tsx'
import { RouteCard } from '#src/screens/workout/RouteCard.tsx'
import { WorkoutRow } from '#src/screens/workouts/WorkoutRow.tsx'
import { DeviceFailure } from '#src/shell/DeviceFailure.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'

/** One workout: what the device said, its route, and the heart meanwhile. Which one stands in the fragment. */
export function WorkoutScreen() {
  const t = useTranslations('workout')
  const [start = Number.NaN, end = Number.NaN] = (useHashParams().get('w') ?? '').split('.').map(Number)
  const isKnown = start < end && end - start < 30 * 86_400_000
  return (
    <Page title={t('title')} over={<TextLink href={paths.workouts()}>{t('back')}</TextLink>}>
      {isKnown ? (
        <WorkoutDetail key={`${start} ${end}`} start={start} end={end} />
      ) : (
        <EmptyState
          title={t('unknown')}
          action={<LinkButton href={paths.workouts()}>{t('back')}</LinkButton>}
        />
      )}
    </Page>
  )
}

function WorkoutDetail({ start, end }: { readonly start: number; readonly end: number }) {
  const t = useTranslations('workout')
  const formats = useFormats()
  const { zone } = useOpenVault()
  const day = dayOf(start, zone)
  const { data: workouts = [] } = useQuery(workoutsQuery(day, day))
  const detail = useQuery(workoutDetailQuery(start, end))
  const workout = workouts.find((one) => one.start === start && one.end === end)
  if (detail.isError) return <DeviceFailure onRetry={() => void detail.refetch()} />
  if (detail.isPending) return <Skeleton label={t('loading')} lines={6} />
  const { heartRate } = detail.data
  return (
    <>
      {workout ? (
        <Card>
          <WorkoutRow workout={workout} />
          <p className="text-label text-muted">
            {t('recordedBy', {
              count: workout.alsoFrom.length,
              source: workout.source,
              others: workout.alsoFrom.join(', '),
            })}
          </p>
        </Card>
      ) : null}
      <RouteCard detail={detail.data} start={start} end={end} />
      {heartRate ? (
        <Card title={t('heart')}>
          <p className="figures">
            {t('heartOf', {
              mean: formats.number(heartRate.mean),
              lowest: formats.number(heartRate.lowest),
              highest: formats.number(heartRate.highest),
            })}
          </p>
          <LazyMetricChart
            metric="heart_rate"
            window={{ from: start, until: end }}
            resolution="raw"
            heightPx={240}
          />
        </Card>
      ) : null}
    </>
  )
}
