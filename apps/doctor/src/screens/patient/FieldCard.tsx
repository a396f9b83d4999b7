'use client'
import type { DataSummary, Share } from '@nornos/contracts'
import {
  type FieldId,
  instantToMilliseconds,
  type MetricId,
  metric,
  metricsOfField,
} from '@nornos/health-model'
import { Card, Select, useFormats } from '@nornos/ui'
import { useTranslations } from 'use-intl'
import type { DayWindow } from '#src/screens/patient/day-window.ts'
import { idOfField } from '#src/screens/patient/go-to-field.ts'
import { MetricView } from '#src/screens/patient/MetricView.tsx'
import { SleepView } from '#src/screens/patient/SleepView.tsx'

type MetricSummary = DataSummary['fields'][number]['metrics'][number]

export interface FieldCardProps {
  readonly share: Share
  readonly field: FieldId
  readonly metrics: readonly MetricSummary[]
  /** The doctor's choice; by default the field's first metric that has a value a day. */
  readonly chosen: MetricId | undefined
  readonly onChoose: (metric: MetricId) => void
  readonly window: DayWindow
}

/** One shared field. Its metrics are read one at a time, when they are shown. */
export function FieldCard({ share, field, metrics, chosen, onChoose, window }: FieldCardProps) {
  const fields = useTranslations('fields')
  const t = useTranslations('patient')
  const formats = useFormats()
  const ordered = inOrder(field, metrics)
  const shown = ordered.find((one) => one.metric === chosen) ?? ordered[0]
  const last = shown === undefined ? null : instantToMilliseconds(shown.to)
  return (
    <div id={idOfField(field)} tabIndex={-1} className="scroll-mt-4 rounded-card outline-none">
      <Card
        title={fields(field)}
        aside={last === null ? undefined : t('lastData', { date: formats.date(last) })}
      >
        {shown === undefined ? (
          <p className="text-muted">{t('noData')}</p>
        ) : (
          <>
            <MetricChoice metrics={ordered} shown={shown.metric} onChoose={onChoose} />
            <ShownMetric share={share} summary={shown} window={window} />
          </>
        )}
      </Card>
    </div>
  )
}

interface MetricChoiceProps {
  readonly metrics: readonly MetricSummary[]
  readonly shown: MetricId
  readonly onChoose: (metric: MetricId) => void
}

function MetricChoice({ metrics, shown, onChoose }: MetricChoiceProps) {
  const titles = useTranslations('metrics')
  const t = useTranslations('patient')
  if (metrics.length === 1) return <h3 className="text-body font-semibold">{titles(shown)}</h3>
  const options = metrics.map((one) => ({ value: one.metric, label: titles(one.metric) }))
  return (
    <div className="max-w-md">
      <Select label={t('measure')} value={shown} options={options} onChange={onChoose} />
    </div>
  )
}

interface ShownMetricProps {
  readonly share: Share
  readonly summary: MetricSummary
  readonly window: DayWindow
}

function ShownMetric({ share, summary, window }: ShownMetricProps) {
  const t = useTranslations('patient')
  const formats = useFormats()
  if (summary.metric === 'sleep_hypnogram') return <SleepView share={share} window={window} />
  if (hasDayValue(summary.metric)) return <MetricView share={share} metric={summary.metric} window={window} />
  return (
    <p className="text-muted">
      {t('entries', {
        count: summary.samples,
        from: formats.date(instantToMilliseconds(summary.from)),
        to: formats.date(instantToMilliseconds(summary.to)),
      })}
    </p>
  )
}

function hasDayValue(id: MetricId): boolean {
  const { kind, day } = metric(id)
  return kind === 'sample' && day !== 'each'
}

/** Nights before their totals, what can be drawn before what cannot, else as the catalogue has them. */
function inOrder(field: FieldId, metrics: readonly MetricSummary[]): readonly MetricSummary[] {
  const catalogue = metricsOfField(field)
  const rank = ({ metric: id }: MetricSummary) => {
    if (id === 'sleep_hypnogram') return -1
    return catalogue.indexOf(id) + (hasDayValue(id) ? 0 : catalogue.length)
  }
  return metrics.toSorted((left, right) => rank(left) - rank(right))
}
