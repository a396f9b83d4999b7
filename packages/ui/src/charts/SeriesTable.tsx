'use client'
import { useUi } from '../UiProvider.tsx'
import { ChartTable } from './ChartTable.tsx'
import type { DrawnSeries } from './series.ts'
import { formatStep, type TimeStep } from './time-step.ts'
import type { Range } from './zoom.ts'

export interface SeriesTableProps {
  readonly label: string
  readonly unit: string
  readonly digits: number
  readonly drawn: DrawnSeries
  readonly range: Range
  readonly step: TimeStep
}

/** The points in view, newest last; a gap is a row that says so. */
export function SeriesTable({ label, unit, digits, drawn, range, step }: SeriesTableProps) {
  const { labels, formats } = useUi()
  const rows = drawn.times
    .map((time, at) => ({ time, value: drawn.values[at] ?? null }))
    .filter(({ time }) => time >= range.from && time <= range.until)
  return (
    <ChartTable
      caption={label}
      rows={rows}
      rowKey={({ time }) => String(time)}
      columns={[
        {
          key: 'time',
          head: step === 'day' ? labels.day : labels.time,
          cell: ({ time }) => formatStep({ formats, labels }, step, time),
        },
        {
          key: 'value',
          head: `${labels.value} (${unit})`,
          align: 'right',
          cell: ({ value }) => (value === null ? labels.noData : formats.number(value, digits)),
        },
      ]}
    />
  )
}
