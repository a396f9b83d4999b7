'use client'
import { dataToneText } from '../tones.ts'
import { linePath } from './svg-paths.ts'
import { useWidth } from './use-width.ts'

export interface RoutePlotProps {
  /** One sentence: how far, from when until when. */
  readonly summary: string
  readonly points: readonly { readonly latitude: number; readonly longitude: number }[]
  readonly words: { readonly start: string; readonly end: string }
}

const HEIGHT = 300
const EDGE = 28

/** The shape of a route without a map: nothing about the place is asked of anybody. */
export function RoutePlot({ points, summary, words }: RoutePlotProps) {
  const [box, width] = useWidth<HTMLDivElement>()
  const drawn = projectRoute(points, width, HEIGHT)
  const [start, end] = [drawn[0], drawn.at(-1)]
  return (
    <div ref={box} className="min-w-0">
      <svg
        role="img"
        aria-label={summary}
        width={width}
        height={HEIGHT}
        className={`block rounded-mark bg-sunken text-label ${dataToneText.activity}`}
      >
        <path d={linePath(drawn)} fill="none" stroke="currentColor" strokeWidth="3" strokeLinejoin="round" />
        {start ? (
          <>
            <circle
              cx={start.x}
              cy={start.y}
              r="7"
              className="fill-surface"
              stroke="currentColor"
              strokeWidth="3"
            />
            <text x={start.x} y={start.y - 12} textAnchor="middle" className="fill-fg">
              {words.start}
            </text>
          </>
        ) : null}
        {end ? (
          <>
            <rect x={end.x - 6} y={end.y - 6} width="12" height="12" fill="currentColor" />
            <text x={end.x} y={end.y + 24} textAnchor="middle" className="fill-fg">
              {words.end}
            </text>
          </>
        ) : null}
      </svg>
    </div>
  )
}

/** North up, both directions in one scale, the middle in the middle. */
export function projectRoute(points: RoutePlotProps['points'], width: number, height: number) {
  const latitudes = points.map(({ latitude }) => latitude)
  const longitudes = points.map(({ longitude }) => longitude)
  const [south, north] = [least(latitudes), -least(latitudes.map((value) => -value))]
  const [west, east] = [least(longitudes), -least(longitudes.map((value) => -value))]
  const narrow = Math.cos((((north + south) / 2) * Math.PI) / 180)
  const [across, up] = [(east - west) * narrow, north - south]
  const room = { width: Math.max(1, width - 2 * EDGE), height: Math.max(1, height - 2 * EDGE) }
  const scale = Math.min(room.width / Math.max(across, 1e-9), room.height / Math.max(up, 1e-9))
  return points.map(({ latitude, longitude }) => ({
    x: width / 2 + ((longitude - west) * narrow - across / 2) * scale,
    y: height / 2 - (latitude - south - up / 2) * scale,
  }))
}

function least(values: readonly number[]): number {
  return values.reduce((lowest, value) => Math.min(lowest, value), Number.POSITIVE_INFINITY)
}
