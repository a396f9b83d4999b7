/** The geometry of a sparkline. */
import type { UsualRange } from './plot.ts'

export interface SparkFrame {
  readonly width: number
  readonly height: number
  readonly usual: UsualRange | null
  readonly scale: UsualRange | null
}

export interface SparkPaths {
  readonly line: string
  readonly band: { readonly top: number; readonly height: number } | null
  readonly last: { readonly x: number; readonly y: number } | null
}

const MARGIN = 5

/** Values as an SVG path that starts anew after each gap; a value alone between gaps is a short dash. */
export function sparkPaths(values: readonly (number | null)[], frame: SparkFrame): SparkPaths {
  const present = values.filter((value) => value !== null)
  const { low, high } =
    frame.scale ?? extent([...present, ...(frame.usual ? [frame.usual.low, frame.usual.high] : [])])
  const step = (frame.width - 2 * MARGIN) / Math.max(1, values.length - 1)
  const x = (at: number) => round(MARGIN + at * step)
  const y = (value: number) =>
    round(
      high === low
        ? frame.height / 2
        : frame.height - MARGIN - ((value - low) / (high - low)) * (frame.height - 2 * MARGIN),
    )
  const parts = values.map((value, at) => {
    if (value === null) return ''
    const before = values[at - 1] ?? null
    return before === null ? `M${x(at)} ${y(value)}h0.01` : `L${x(at)} ${y(value)}`
  })
  const lastAt = values.findLastIndex((value) => value !== null)
  const last = values[lastAt] ?? null
  return {
    line: parts.join(''),
    band: frame.usual
      ? { top: y(frame.usual.high), height: round(y(frame.usual.low) - y(frame.usual.high)) }
      : null,
    last: last === null ? null : { x: x(lastAt), y: y(last) },
  }
}

function extent(values: readonly number[]): UsualRange {
  return { low: Math.min(...values), high: Math.max(...values) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
