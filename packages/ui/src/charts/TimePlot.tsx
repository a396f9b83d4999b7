'use client'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef } from 'react'
import type uPlot from 'uplot'
import type { DataTone } from '../tones.ts'
import { useUi } from '../UiProvider.tsx'
import { makePlot, type SeriesShape, type TimeMark, type UsualRange } from './plot.ts'
import { type DrawnSeries, nearestPoint, stepPoint } from './series.ts'
import { useThemeKey } from './theme-colours.ts'
import { useChartFont } from './use-chart-font.ts'
import { useQuietText } from './use-quiet-text.ts'
import { useWidth } from './use-width.ts'
import type { Range } from './zoom.ts'

export interface TimePlotProps {
  readonly drawn: DrawnSeries
  readonly range: Range
  readonly tone: DataTone
  readonly shape: SeriesShape
  readonly digits: number
  readonly usual: UsualRange | null
  readonly marks: readonly TimeMark[]
  readonly heightPx: number
  readonly summary: string
  readonly readout: string
  readonly point: number | null
  readonly onPoint: (point: number | null) => void
  readonly onSelect: (range: Range) => void
}

/** The canvas of a `TimeSeries` and its keyboard. */
export function TimePlot(props: TimePlotProps) {
  const { drawn, range, tone, shape, digits, usual, marks, heightPx, summary, readout, point } = props
  const { labels, formats } = useUi()
  const hint = useId()
  const theme = useThemeKey()
  const hasFont = useChartFont()
  const [target, width] = useWidth<HTMLDivElement>()
  const plot = useRef<uPlot | null>(null)
  const spoken = useQuietText(point === null ? '' : readout)
  const showPoint = useEffectEvent((next: number | null) => props.onPoint(next))
  const select = useEffectEvent((next: Range) => props.onSelect(next))

  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and fonts are not read here, but painted
  useEffect(() => {
    const element = target.current
    if (element === null || width === 0) return
    const settings = { width, height: heightPx, tone, shape, digits, range, usual, marks, formats }
    const made = makePlot(element, drawn, { ...settings, onCursor: showPoint, onSelect: select })
    plot.current = made
    return () => {
      plot.current = null
      made.destroy()
    }
  }, [drawn, range, tone, shape, digits, usual, marks, heightPx, formats, width, theme, hasFont])

  const walk = (event: KeyboardEvent) => {
    const next = pointAfterKey(event, props)
    if (next === null) return
    event.preventDefault()
    const [time, value] = [drawn.times[next] ?? 0, drawn.values[next] ?? 0]
    const made = plot.current
    made?.setCursor({ left: made.valToPos(time, 'x'), top: made.valToPos(value, 'y') })
    props.onPoint(next)
  }

  return (
    <>
      <div
        ref={target}
        role="img"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk the values of the picture
        tabIndex={0}
        aria-label={summary}
        aria-describedby={hint}
        onKeyDown={walk}
        style={{ height: heightPx }}
        className="w-full min-w-0 overflow-hidden rounded-mark"
      />
      <span id={hint} className="sr-only">
        {labels.chartKeys}
      </span>
      <output className="sr-only">{spoken}</output>
    </>
  )
}

/** Where a key moves the cursor; `null` for keys that are not ours. */
function pointAfterKey(event: KeyboardEvent, { drawn, range, point }: TimePlotProps): number | null {
  const [first, last] = [nearestPoint(drawn, range.from), nearestPoint(drawn, range.until)]
  const start = point ?? last
  if (first === null || last === null || start === null) return null
  const steps = event.shiftKey ? 10 : 1
  switch (event.key) {
    case 'ArrowLeft':
      return point === null ? last : stepPoint(drawn, start, -steps, range)
    case 'ArrowRight':
      return point === null ? first : stepPoint(drawn, start, steps, range)
    case 'Home':
      return first
    case 'End':
      return last
    default:
      return null
  }
}
