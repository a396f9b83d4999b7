'use client'
import type { LocalDay } from '@nornos/health-model'
import { Card, TextLink, useFormats } from '@nornos/ui'
import { Hypnogram } from '@nornos/ui/charts'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { addDays } from '#src/data/days.ts'
import { nightsQuery } from '#src/data/readings.ts'
import { paths } from '#src/paths.ts'
import { segmentsOf } from '#src/screens/nights/night-segments.ts'

const daysBack = 30

/** The stages of the latest night, and which night that was. */
export function LastNightCard({ today }: { readonly today: LocalDay }) {
  const t = useTranslations('today')
  const formats = useFormats()
  const { data: nights = [] } = useQuery(nightsQuery(addDays(today, 1 - daysBack), today))
  const night = nights.at(-1)
  if (night === undefined) return null
  return (
    <Card
      title={night.day === today ? t('lastNight') : t('latestNight')}
      over={t('nightTo', { day: formats.day(night.day) })}
      aside={<TextLink href={paths.nights()}>{t('more')}</TextLink>}
    >
      <Hypnogram label={t('nightTo', { day: formats.day(night.day) })} segments={segmentsOf(night)} />
    </Card>
  )
}
