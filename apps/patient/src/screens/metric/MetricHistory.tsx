'use client'
import { type LocalDay, localDayToNumber, metric } from '@nornos/health-model'
import type { MetricOverview } from '@nornos/store'
import { Button, Card, IconButton, LinkButton, SegmentedControl, useFormats } from '@nornos/ui'
import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { dayOf } from '#src/data/days.ts'
import { paths } from '#src/paths.ts'
import {
  type DayWindow,
  fromMonday,
  millisecondsOf,
  resolutionOf,
  type Span,
  spans,
  stepWindow,
  windowOf,
} from '#src/screens/metric/chart-window.ts'
import { downloadCsv } from '#src/screens/metric/download-csv.ts'
import { LazyMetricChart } from '#src/screens/metric/LazyMetricChart.tsx'
import { DataTo } from '#src/shell/DataTo.tsx'
import { useOpenVault } from '#src/shell/OpenVaultProvider.tsx'
import { useAct } from '#src/shell/use-act.ts'
import { useCatalogue } from '#src/shell/use-catalogue.ts'

/** The chart with its stretches of time and the steps between them. Starts at the newest reading. */
export function MetricHistory({ row }: { readonly row: MetricOverview }) {
  const t = useTranslations('metricPage')
  const catalogue = useCatalogue()
  const { zone } = useOpenVault()
  const limits = { oldest: dayOf(row.from, zone), newest: dayOf(row.to, zone) }
  const [span, setSpan] = useState<Span>('month')
  const [last, setLast] = useState<LocalDay>(limits.newest)
  const { day } = metric(row.metric)
  const asked = windowOf(span, span === 'all' ? limits.newest : last, limits.oldest)
  const days = localDayToNumber(asked.last) - localDayToNumber(asked.first) + 1
  const resolution = resolutionOf(span, day === 'sum' || day === 'count', days)
  const shown = resolution === 'week' ? fromMonday(asked) : asked
  const window = millisecondsOf(shown, zone)
  const act = useAct([])
  const save = () =>
    act.run(async () => {
      await downloadCsv({ metric: row.metric, unit: catalogue.unit(row.metric), ...window })
      return undefined
    })
  return (
    <Card aside={<DataTo at={row.to} date={row.toDate} />}>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SegmentedControl
          label={t('span')}
          items={spans.map((key) => ({ key, label: t(`spans.${key}`) }))}
          selected={span}
          onSelect={setSpan}
        />
        <WindowSteps
          shown={shown}
          isAll={span === 'all'}
          canGoBack={localDayToNumber(shown.first) > localDayToNumber(limits.oldest)}
          canGoOn={shown.last !== limits.newest}
          onStep={(direction) =>
            span === 'all' ? undefined : setLast(stepWindow(span, last, direction, limits))
          }
        />
      </div>
      <LazyMetricChart
        key={`${window.from} ${window.until}`}
        metric={row.metric}
        window={window}
        resolution={resolution}
        heightPx={300}
      />
      <div className="flex flex-wrap gap-3">
        <LinkButton tone="quiet" href={paths.add('note')}>
          {t('addNote')}
        </LinkButton>
        <Button
          tone="quiet"
          icon={<Download aria-hidden="true" className="size-5" />}
          isPending={act.isPending}
          onPress={() => void save()}
        >
          {t('export')}
        </Button>
      </div>
      <output>{act.isPending ? t('exporting') : act.failure}</output>
    </Card>
  )
}

interface WindowStepsProps {
  readonly shown: DayWindow
  readonly isAll: boolean
  readonly canGoBack: boolean
  readonly canGoOn: boolean
  readonly onStep: (direction: -1 | 1) => void
}

function WindowSteps({ shown, isAll, canGoBack, canGoOn, onStep }: WindowStepsProps) {
  const t = useTranslations('metricPage')
  const formats = useFormats()
  const text =
    shown.first === shown.last
      ? formats.day(shown.last)
      : t('from', { from: dateOf(formats.date, shown.first), to: dateOf(formats.date, shown.last) })
  return (
    <div className="flex items-center gap-1">
      {isAll ? null : (
        <IconButton
          label={t('earlier')}
          icon={<ChevronLeft />}
          isDisabled={!canGoBack}
          onPress={() => onStep(-1)}
        />
      )}
      <p aria-live="polite" className="figures min-w-0 text-label">
        {text}
      </p>
      {isAll ? null : (
        <IconButton
          label={t('later')}
          icon={<ChevronRight />}
          isDisabled={!canGoOn}
          onPress={() => onStep(1)}
        />
      )}
    </div>
  )
}

/** Noon, so that no zone makes it the day before or after. */
function dateOf(format: (at: number) => string, day: LocalDay): string {
  return format(Date.parse(`${day}T12:00:00Z`))
}
