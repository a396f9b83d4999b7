/**
 * uPlot set up for one series: the line or bars, an optional low–high band, the usual range behind it, dated marks,
 * axes in the person's locale. Everything is drawn on the canvas; uPlot's own legend (built from HTML) is off.
 */
import uPlot from 'uplot'
import type { Formats } from '../formats/formats.ts'
import type { DataTone } from '../tones.ts'
import { labelPlaces } from './label-places.ts'
import type { DrawnSeries } from './series.ts'
import { tokenColour } from './theme-colours.ts'
import { axisLabels } from './time-axis.ts'
import { CHART_FONT_FAMILY, CHART_FONT_SIZE } from './use-chart-font.ts'
import type { Range } from './zoom.ts'

export type SeriesShape = 'line' | 'bars' | 'points'

export interface UsualRange {
  readonly low: number
  readonly high: number
}

/** Something dated that explains a change: "Started metoprolol". */
export interface TimeMark {
  readonly at: number
  readonly label: string
}

export interface PlotSettings {
  readonly width: number
  readonly height: number
  readonly tone: DataTone
  readonly shape: SeriesShape
  readonly digits: number
  readonly range: Range
  readonly usual: UsualRange | null
  readonly marks: readonly TimeMark[]
  readonly formats: Formats
  readonly onCursor: (point: number | null) => void
  readonly onSelect: (range: Range) => void
}

/** Beside the plot, and an average character of the axis, in CSS pixels. */
const PADDING = 12
const CHARACTER = 7.5

/** uPlot's columns: time, high, low, value. */
export function plotColumns(drawn: DrawnSeries): uPlot.AlignedData {
  return [drawn.times, drawn.highs, drawn.lows, drawn.values]
}

export function makePlot(target: HTMLElement, drawn: DrawnSeries, settings: PlotSettings): uPlot {
  return new uPlot(plotOptions(target, drawn, settings), plotColumns(drawn), target)
}

function plotOptions(target: HTMLElement, drawn: DrawnSeries, settings: PlotSettings): uPlot.Options {
  const colour = (token: string) => tokenColour(target, token)
  const ink = colour(settings.tone)
  const ahead = settings.shape === 'bars' ? halfStep(drawn.times) : 0
  const faint = fade(ink, 0.16)
  return {
    width: settings.width,
    height: settings.height,
    ms: 1,
    tzDate: (time) => uPlot.tzDate(new Date(time), settings.formats.timeZone),
    legend: { show: false },
    padding: [12, PADDING, 0, 0],
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false },
      points: { size: 10, fill: ink, stroke: colour('surface'), width: 2 },
      // Only the value has a point; the edges of its band have none.
      dataIdx: (_plot, series, point) => (series === 3 ? point : null),
    },
    scales: {
      x: { time: true, range: () => [settings.range.from - ahead, settings.range.until - ahead] },
      y: { range: (_plot, low, high) => valueRange(low, high, settings) },
    },
    series: [
      {},
      { show: hasBand(drawn), stroke: 'transparent', points: { show: false } },
      { show: hasBand(drawn), stroke: 'transparent', points: { show: false } },
      valueSeries(settings.shape, ink, faint),
    ],
    bands: [{ series: [1, 2], fill: faint }],
    axes: plotAxes(settings, colour),
    hooks: {
      drawClear: [(plot) => drawUsual(plot, settings.usual, colour('line'))],
      draw: [(plot) => drawMarks(plot, settings.marks, colour('muted'))],
      setCursor: [(plot) => settings.onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => selectRange(plot, settings.onSelect)],
    },
  }
}

/** A bar stands around the beginning of its time: half of it is before, and would be cut off at the edge. */
function halfStep(times: DrawnSeries['times']): number {
  let least = Number.POSITIVE_INFINITY
  for (let at = 1; at < times.length; at++) {
    least = Math.min(least, (times[at] ?? 0) - (times[at - 1] ?? 0))
  }
  return Number.isFinite(least) ? least / 2 : 0
}

function valueSeries(shape: SeriesShape, ink: string, faint: string): uPlot.Series {
  if (shape === 'bars') {
    const paths = uPlot.paths.bars?.({ size: [0.7, 48], radius: 0.15 })
    return { stroke: ink, fill: faint, width: 1, points: { show: false }, ...(paths ? { paths } : {}) }
  }
  if (shape === 'points') {
    return { stroke: ink, paths: () => null, points: { show: true, size: 6, fill: ink } }
  }
  return { stroke: ink, width: 2, spanGaps: false }
}

function plotAxes(settings: PlotSettings, colour: (token: string) => string): uPlot.Axis[] {
  const { locale, timeZone } = settings.formats
  const look = {
    font: `${CHART_FONT_SIZE}px ${CHART_FONT_FAMILY}`,
    stroke: colour('muted'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
    border: { show: false },
  }
  return [
    {
      ...look,
      size: 44,
      gap: 6,
      space: 76,
      grid: { show: false },
      values: (plot, ticks, _axis, _space, step) =>
        axisLabels(ticks, step, locale, timeZone).map((label, at) => fitting(plot, ticks[at] ?? 0, label)),
    },
    {
      ...look,
      gap: 8,
      space: 36,
      size: (_plot, values) => 16 + 8 * Math.max(3, ...(values ?? []).map((label) => label.length)),
      values: (_plot, ticks, _axis, _space, step) => {
        const digits = step < 1 ? Math.min(3, Math.ceil(-Math.log10(step))) : 0
        return ticks.map((tick) => settings.formats.number(tick, digits))
      },
    },
  ]
}

/** The label, or nothing where it would be cut at the right edge. */
function fitting(plot: uPlot, tick: number, label: string): string {
  const room = plot.bbox.width / devicePixelRatio - plot.valToPos(tick, 'x') + PADDING
  const longest = Math.max(...label.split('\n').map((line) => line.length))
  return room < (longest * CHARACTER) / 2 ? '' : label
}

/** Bars start at zero; a line shows its own range and the usual one, with air above and below. */
function valueRange(low: number | null, high: number | null, settings: PlotSettings): [number, number] {
  const least = Math.min(low ?? Infinity, settings.usual?.low ?? Infinity)
  const most = Math.max(high ?? -Infinity, settings.usual?.high ?? -Infinity)
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [0, 1]
  const air = Math.max((most - least) * 0.1, 10 ** -settings.digits)
  if (settings.shape === 'bars') return [Math.min(0, least), most + air]
  return [least >= 0 ? Math.max(0, least - air) : least - air, most + air]
}

function drawUsual(plot: uPlot, usual: UsualRange | null, ink: string): void {
  if (usual === null) return
  const [top, bottom] = [plot.valToPos(usual.high, 'y', true), plot.valToPos(usual.low, 'y', true)]
  plot.ctx.save()
  plot.ctx.fillStyle = fade(ink, 0.45)
  plot.ctx.fillRect(plot.bbox.left, top, plot.bbox.width, bottom - top)
  plot.ctx.restore()
}

function drawMarks(plot: uPlot, marks: readonly TimeMark[], ink: string): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.strokeStyle = ink
  ctx.fillStyle = ink
  ctx.font = `${CHART_FONT_SIZE * devicePixelRatio}px ${CHART_FONT_FAMILY}`
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio])
  const gap = 6 * devicePixelRatio
  const places = marks.map((mark) => ({ label: mark.label, x: plot.valToPos(mark.at, 'x', true) }))
  const shown = places.filter(({ x }) => x >= bbox.left && x <= bbox.left + bbox.width)
  const widths = shown.map(({ label, x }) => ({ x, width: ctx.measureText(label).width + 2 * gap }))
  for (const [at, { isRight, row }] of labelPlaces(widths, bbox.left + bbox.width).entries()) {
    const { label, x } = shown[at] ?? { label: '', x: 0 }
    ctx.beginPath()
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
    ctx.stroke()
    // Where there is no room for its words a mark is a line; the list below has them.
    if (row === null) continue
    ctx.textAlign = isRight ? 'right' : 'left'
    ctx.fillText(label, x + (isRight ? -gap : gap), bbox.top + (12 + 16 * row) * devicePixelRatio)
  }
  ctx.restore()
}

function selectRange(plot: uPlot, onSelect: (range: Range) => void): void {
  if (plot.select.width < 8) return
  const from = plot.posToVal(plot.select.left, 'x')
  const until = plot.posToVal(plot.select.left + plot.select.width, 'x')
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
  onSelect({ from, until })
}

function hasBand(drawn: DrawnSeries): boolean {
  return drawn.values.some((value, at) => value !== drawn.lows[at] || value !== drawn.highs[at])
}

/** A computed colour (`rgb(1, 2, 3)`) with an alpha. */
function fade(colour: string, alpha: number): string {
  return colour.replace(/^rgb\(([^)]+)\)$/, `rgba($1, ${alpha})`)
}
