'use client'
import type { LabResult } from '@nornos/health-model'
import { Card, DataTable, TextLink, useFormats } from '@nornos/ui'
import { TimeSeries } from '@nornos/ui/charts'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { paths } from '#src/paths.ts'
import { useLabWords } from '#src/screens/labs/use-lab-words.ts'
import { useRecordDates } from '#src/screens/records/use-record-dates.ts'

const DAY_MS = 86_400_000
/** Results are months apart: nothing between two of them counts as a gap. */
const neverMs = Infinity

/** One test: its course over all sources, and each result as it was reported. */
export function AnalyteCards({ results }: { readonly results: readonly LabResult[] }) {
  const t = useTranslations('labs')
  const formats = useFormats()
  const words = useLabWords()
  const dates = useRecordDates()
  const [first] = results
  if (first === undefined) return null
  const unit = results.find(({ canonical }) => canonical !== null)?.canonical?.unit ?? ''
  const canonical = (result: LabResult) =>
    result.canonical === null ? '–' : formats.number(result.canonical.value, digitsOf(result.canonical.value))
  return (
    <>
      <Card title={t('trend')}>
        <Trend results={results} label={words.name(first)} unit={unit} />
      </Card>
      <DataTable
        caption={t('captionOf', { name: words.name(first) })}
        columns={[
          {
            key: 'when',
            head: t('when'),
            cell: (result) => (
              <TextLink href={paths.record(result.metric, result.recordId)}>
                {dates.long(result) || t('undated')}
              </TextLink>
            ),
          },
          { key: 'reported', head: t('reported'), align: 'right', cell: ({ reported }) => reported },
          { key: 'canonical', head: t('canonical', { unit }), align: 'right', cell: canonical },
          { key: 'range', head: t('range'), align: 'right', cell: ({ range }) => range },
          { key: 'flag', head: t('flag'), cell: words.flag },
          { key: 'source', head: t('source'), cell: ({ source }) => source },
          { key: 'document', head: t('document'), cell: ({ document }) => document },
        ]}
        rows={results}
        rowKey={({ recordId }) => recordId}
      />
    </>
  )
}

interface TrendProps {
  readonly results: readonly LabResult[]
  readonly label: string
  readonly unit: string
}

function Trend({ label, results, unit }: TrendProps) {
  const t = useTranslations('labs')
  const dates = useRecordDates()
  const points = useMemo(
    () =>
      results
        .flatMap((result) => {
          const at = dates.onAxis(result)
          return at === null || result.canonical === null ? [] : [{ at, value: result.canonical.value }]
        })
        .sort((left, right) => left.at - right.at),
    [results, dates],
  )
  const series = useMemo(() => {
    const values = Float64Array.from(points, ({ value }) => value)
    return { times: Float64Array.from(points, ({ at }) => at), values, lows: values, highs: values }
  }, [points])
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || first.at === last.at) {
    return <p className="text-muted">{t('trendNone')}</p>
  }
  return (
    <TimeSeries
      label={label}
      unit={unit}
      series={series}
      intervalMs={neverMs}
      limits={{ from: first.at - 10 * DAY_MS, until: last.at + 10 * DAY_MS }}
      tone="accent"
      step="day"
      digits={digitsOf(last.value)}
      heightPx={240}
    />
  )
}

function digitsOf(value: number): number {
  if (Number.isInteger(value)) return 0
  return Math.abs(value) < 10 ? 2 : 1
}
