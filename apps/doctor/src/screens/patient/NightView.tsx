'use client'
import { DAY_MILLISECONDS, MINUTE_MILLISECONDS } from '@nornos/health-model'
import { DefinitionList, IconButton, useFormats } from '@nornos/ui'
import { Hypnogram } from '@nornos/ui/charts'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Night, segmentsOf, zoneOfNight } from '#src/screens/patient/nights.ts'

/** One night with its stages; at first the latest. */
export function NightView({ nights }: { readonly nights: readonly Night[] }) {
  const t = useTranslations('patient')
  const formats = useFormats()
  const [position, setPosition] = useState(nights.length - 1)
  const night = nights[position]
  const segments = useMemo(() => (night === undefined ? [] : segmentsOf(night)), [night])
  if (night === undefined) return null
  const label = t('nightTo', {
    day: formats.day(new Date(night.day * DAY_MILLISECONDS).toISOString().slice(0, 10)),
  })
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <h3 aria-live="polite" className="text-body font-semibold">
          {label}
        </h3>
        <div className="-mr-2 flex">
          <IconButton
            label={t('nightBefore')}
            icon={<ChevronLeft />}
            isDisabled={position === 0}
            onPress={() => setPosition(position - 1)}
          />
          <IconButton
            label={t('nightAfter')}
            icon={<ChevronRight />}
            isDisabled={position === nights.length - 1}
            onPress={() => setPosition(position + 1)}
          />
        </div>
      </div>
      {segments.length === 0 ? (
        <p className="text-muted">{t('onlyInBed')}</p>
      ) : (
        <Hypnogram label={label} segments={segments} />
      )}
      <NightFigures night={night} />
    </div>
  )
}

function NightFigures({ night }: { readonly night: Night }) {
  const t = useTranslations('patient')
  const formats = useFormats()
  const { asleepMinutes, inBedMinutes, efficiency, awakenings } = night
  const duration = (minutes: number) => formats.duration(minutes * MINUTE_MILLISECONDS)
  const zone = zoneOfNight(night)
  const items = [
    ...(asleepMinutes === null ? [] : [{ term: t('asleep'), description: duration(asleepMinutes) }]),
    { term: t('inBed'), description: duration(inBedMinutes) },
    ...(efficiency === null
      ? []
      : [{ term: t('efficiency'), description: formats.percent(efficiency / 100) }]),
    ...(awakenings === null
      ? []
      : [{ term: t('awakenings'), description: t('times', { count: awakenings }) }]),
  ]
  return (
    <>
      <DefinitionList items={items} />
      {zone === '' || zone === formats.timeZone ? null : (
        <p className="text-label text-muted">{t('otherZone', { here: formats.timeZone, there: zone })}</p>
      )}
    </>
  )
}
