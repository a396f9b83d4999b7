'use client'
import { Card, TextLink, useFormats } from '@nornos/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { addDays, dayOf } from '#src/data/days.ts'
import { workoutsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { WorkoutRow } from '#src/screens/workouts/WorkoutRow.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useCatalogue } from '#src/shell/use-catalogue.ts'
import { useNow } from '#src/shell/use-now.ts'

const shown = 4

/** The latest workouts of a year, when there are any. */
export function WorkoutsCard() {
  const t = useTranslations('workouts')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const today = dayOf(useNow(3_600_000), zone)
  const { data: workouts = [] } = useQuery(workoutsQuery(addDays(today, -365), today))
  if (workouts.length === 0) return null
  return (
    <Card
      title={catalogue.fieldTitle('workouts')}
      over={t('lastYear', { count: workouts.length, shown: formats.number(workouts.length) })}
      aside={<TextLink href={paths.workouts()}>{t('all')}</TextLink>}
    >
      <ul className="flex flex-col divide-y divide-line">
        {workouts
          .slice(-shown)
          .reverse()
          .map((workout) => (
            <li key={workout.start}>
              <WorkoutRow workout={workout} />
            </li>
          ))}
      </ul>
    </Card>
  )
}
