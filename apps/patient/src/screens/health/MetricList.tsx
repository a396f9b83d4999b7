'use client'
import { metric } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import { NavigationLink, useFormats } from '@nornos/ui'
import { ChevronRight } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { MetricSpark } from '#src/screens/health/MetricSpark.tsx'
import { useLatestFigure } from '#src/screens/health/use-latest-figure.ts'
import { useCatalogue } from '#src/shell/use-catalogue.ts'
import { useNow } from '#src/shell/use-now.ts'

/** Metrics, each with its latest value and how much there is; the row opens its page. */
export function MetricList({ metrics }: { readonly metrics: readonly MetricOverview[] }) {
  return (
    <ul className="-mx-2 flex flex-col">
      {metrics.map((row) => (
        <li key={row.metric}>
          <MetricRow row={row} />
        </li>
      ))}
    </ul>
  )
}

/** How far back, as a month and a year: a day would say more than matters. */
function monthOf(locale: string, at: number): string {
  return new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at)
}

function MetricRow({ row }: { readonly row: MetricOverview }) {
  const look = 'flex min-h-14 items-center gap-3 rounded-control px-2 py-2 text-fg'
  const href = pageOf(row)
  if (href === null) {
    return (
      <div className={look}>
        <MetricFacts row={row} />
      </div>
    )
  }
  return (
    <NavigationLink href={href} className={`${look} no-underline hover:bg-sunken`}>
      <MetricFacts row={row} />
      <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
    </NavigationLink>
  )
}

/** Kinds of readings with a page of their own. */
const ownPages: Readonly<Partial<Record<MetricOverview['metric'], () => string>>> = {
  sleep_hypnogram: paths.nights,
  glucose_cgm: paths.glucose,
  bp_systolic: paths.pressure,
  bp_diastolic: paths.pressure,
  ecg_waveform: paths.ecg,
  audiogram: paths.hearing,
  phq9: paths.questionnaires,
  gad7: paths.questionnaires,
  who5: paths.questionnaires,
  workout_route: paths.workouts,
}

/** Streams have a chart, results their table, and what was written down its record. */
function pageOf({ field, metric: id }: MetricOverview): string | null {
  const own = ownPages[id]
  if (own !== undefined) return own()
  if (metric(id).kind === 'sample') return paths.metric(id)
  if (field === 'workouts') return paths.workouts()
  if (field === 'labs') return id === 'lab_other' ? paths.labs() : paths.labs(id)
  return field === 'clinical_record' || field === 'symptoms' ? paths.records() : null
}

function MetricFacts({ row }: { readonly row: MetricOverview }) {
  const t = useTranslations('health')
  const formats = useFormats()
  const catalogue = useCatalogue()
  const latest = useLatestFigure(row)
  const now = useNow(3_600_000)
  // Facts such as a blood type have no time.
  const isDated = Number.isFinite(row.from) && Number.isFinite(row.to)
  const readings = { readings: formats.number(row.samples), count: row.samples }
  return (
    <>
      <span className="flex min-w-0 flex-1 flex-col">
        <span>{catalogue.metricTitle(row.metric)}</span>
        <span className="figures text-label text-muted">
          {isDated
            ? t('coverage', { ...readings, from: monthOf(formats.locale, row.from) })
            : t('undated', readings)}
        </span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-3">
        <span className="figures flex min-w-20 flex-col items-end">
          {latest ? <span className="font-semibold">{latest}</span> : null}
          {isDated ? <span className="text-label text-muted">{formats.shortDate(row.to, now)}</span> : null}
        </span>
        <MetricSpark row={row} />
      </span>
    </>
  )
}
