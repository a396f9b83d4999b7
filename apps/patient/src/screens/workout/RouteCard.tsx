'use client'
import type { WorkoutDetailView } from '@nornos/store'
import { Card, DataTable, DefinitionList, useFormats } from '@nornos/ui'
import { RoutePlot, Sparkline } from '@nornos/ui/charts'
import { useTranslations } from 'use-intl'

export interface RouteCardProps {
  readonly detail: WorkoutDetailView
  readonly start: number
  readonly end: number
}

/** The route's shape, its length and climb, and the time of each kilometre. */
export function RouteCard({ detail, end, start }: RouteCardProps) {
  const t = useTranslations('workout')
  const formats = useFormats()
  const { figures, route } = detail
  if (figures === null) {
    return (
      <Card title={t('route')}>
        <p className="text-muted">{t('noRoute')}</p>
      </Card>
    )
  }
  const kilometres = formats.number(figures.metres / 1_000, 2)
  const facts = [
    { term: t('distance'), description: t('kilometres', { value: kilometres }) },
    ...(figures.climbed === null
      ? []
      : [{ term: t('climbed'), description: t('metres', { value: formats.number(figures.climbed) }) }]),
  ]
  return (
    <>
      <Card title={t('route')}>
        <RoutePlot
          points={route}
          words={{ start: t('start'), end: t('end') }}
          summary={t('routeSummary', {
            distance: kilometres,
            from: formats.time(start),
            to: formats.time(end),
          })}
        />
        <DefinitionList items={facts} />
        <Altitude route={route} />
      </Card>
      <Card title={t('splits')}>
        <DataTable
          caption={t('splits')}
          isCaptionHidden
          columns={[
            {
              key: 'split',
              head: t('split'),
              cell: ({ metres, place }) =>
                metres >= 999.5 ? formats.number(place) : t('metres', { value: formats.number(metres) }),
            },
            {
              key: 'pace',
              head: t('pace'),
              align: 'right',
              cell: ({ milliseconds }) => clockOf(milliseconds),
            },
          ]}
          rows={figures.splits.map((split, at) => ({ ...split, place: at + 1 }))}
          rowKey={({ place }) => String(place)}
        />
      </Card>
    </>
  )
}

function Altitude({ route }: Pick<WorkoutDetailView, 'route'>) {
  const t = useTranslations('workout')
  const formats = useFormats()
  const altitudes = route.flatMap(({ altitude }) => (altitude === null ? [] : [altitude]))
  if (altitudes.length < 2) return null
  const every = Math.ceil(altitudes.length / 120)
  const text = t('altitude', {
    low: formats.number(altitudes.reduce((least, value) => Math.min(least, value))),
    high: formats.number(altitudes.reduce((most, value) => Math.max(most, value))),
  })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Sparkline summary={text} tone="activity" values={altitudes.filter((_, at) => at % every === 0)} />
      <span className="figures text-label text-muted">{text}</span>
    </div>
  )
}

/** Minutes and seconds, as runners read a pace. */
function clockOf(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
