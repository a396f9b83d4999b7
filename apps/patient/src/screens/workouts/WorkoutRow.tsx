'use client'
import type { WorkoutView } from '@nornos/store'
import { NavigationLink, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'

/** What, when, how long, and what the device said about it. */
export function WorkoutRow({ workout }: { readonly workout: WorkoutView }) {
  const t = useTranslations('workouts')
  const formats = useFormats()
  const { activity, start, end, distanceM, energyKcal } = workout
  const facts = [
    ...(distanceM === null ? [] : [t('kilometres', { value: formats.number(distanceM / 1_000, 1) })]),
    ...(energyKcal === null ? [] : [t('kilocalories', { value: formats.number(energyKcal) })]),
  ]
  const name = activity.replaceAll('_', ' ')
  return (
    <NavigationLink
      href={paths.workout(start, end)}
      className="flex min-h-11 items-center justify-between gap-4 rounded-control py-2.5 text-fg no-underline hover:bg-sunken"
    >
      <span className="flex min-w-0 flex-col">
        <span className="first-letter:uppercase">{name}</span>
        <span className="figures text-label text-muted">{formats.dateTime(start)}</span>
      </span>
      <span className="figures flex shrink-0 flex-col items-end">
        <span className="font-semibold">{formats.duration(end - start)}</span>
        <span className="text-label text-muted">{facts.join(' · ')}</span>
      </span>
    </NavigationLink>
  )
}
