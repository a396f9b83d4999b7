'use client'
import { useMemo, useState } from 'react'
import type { DataTone } from '../tones.ts'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { MarkList } from './MarkList.tsx'
import type { SeriesShape, TimeMark, UsualRange } from './plot.ts'
import { SeriesTable } from './SeriesTable.tsx'
import { breakAtGaps, describeSeries, type Series } from './series.ts'
import { TimePlot } from './TimePlot.tsx'
import { formatStep, type TimeStep } from './time-step.ts'
import { ZoomTools } from './ZoomTools.tsx'
import type { Range } from './zoom.ts'

export interface TimeSeriesProps {
  /** "Heart rate" */
  readonly label: string
  readonly unit: string
  /** Points as drawn: reduce to a few thousand first. A new object means new data. */
  readonly series: Series
  /** The expected distance between values in ms; the line breaks after twice that. `Infinity`: never. */
  readonly intervalMs: number
  /** What one value stands for: a moment, or a whole day, week or month (then no time of day is shown). */
  readonly step?: TimeStep | undefined
  /** What can be reached, in ms UTC; at first the chart shows all of it. */
  readonly limits: Range
  readonly tone: DataTone
  readonly shape?: SeriesShape | undefined
  /** Decimals of a value. */
  readonly digits?: number | undefined
  readonly usual?: UsualRange | undefined
  readonly marks?: readonly TimeMark[] | undefined
  readonly heightPx?: number | undefined
  /** Called after each zoom, so that the app can load finer points for the window. */
  readonly onRangeChange?: ((range: Range) => void) | undefined
}

const noMarks: readonly TimeMark[] = []

/**
 * One measure over time. Drag, buttons and keys all zoom or move; Left and Right walk the values, Shift by ten,
 * Home and End to the edges of the window; the values are one button away as a table.
 */
export function TimeSeries(props: TimeSeriesProps) {
  const { label, unit, series, intervalMs, limits, tone, onRangeChange } = props
  const { shape = 'line', digits = 0, usual, marks = noMarks, heightPx = 260, step = 'moment' } = props
  const { labels, formats } = useUi()
  const [zoomed, setZoomed] = useState<Range | null>(null)
  const range = zoomed ?? limits
  const [point, setPoint] = useState<number | null>(null)
  const drawn = useMemo(() => breakAtGaps(series, intervalMs), [series, intervalMs])
  const figures = describeSeries(drawn, intervalMs, range)
  const figure = (value: number) => `${formats.number(value, digits)} ${unit}`
  const summary =
    figures === null
      ? `${label}: ${labels.noData}`
      : labels.seriesSummary({
          label,
          lowest: figure(figures.lowest),
          average: figure(figures.average),
          highest: figure(figures.highest),
          gaps: figures.gaps,
        })
  const show = (next: Range) => {
    setZoomed(next === limits ? null : next)
    onRangeChange?.(next)
  }
  const value = point === null ? null : (drawn.values[point] ?? null)
  const readout =
    point === null || value === null
      ? summary
      : `${formatStep({ formats, labels }, step, drawn.times[point] ?? 0)} · ${figure(value)}`
  return (
    <ChartFrame
      readout={readout}
      tools={<ZoomTools range={range} limits={limits} onChange={show} />}
      chart={
        <>
          <TimePlot
            {...{ drawn, range, tone, shape, digits, marks, heightPx, summary, readout }}
            usual={usual ?? null}
            point={point}
            onPoint={setPoint}
            onSelect={show}
          />
          <MarkList {...{ marks, range }} />
        </>
      }
      table={() => <SeriesTable {...{ label, unit, digits, drawn, range, step }} />}
    />
  )
}
