import { classes } from '../classes.ts'
import { type DataTone, dataToneText } from '../tones.ts'
import type { UsualRange } from './plot.ts'
import { sparkPaths } from './spark-paths.ts'

export interface SparklineProps {
  /** One sentence: "Resting heart rate, last 30 days: 54 to 60, now 57 bpm". */
  readonly summary: string
  /** Evenly spaced, oldest first; missing is `null` and leaves a gap. */
  readonly values: readonly (number | null)[]
  readonly usual?: UsualRange | undefined
  readonly tone: DataTone
  /** The same scale for several sparklines that are compared; by default its own. */
  readonly scale?: UsualRange | undefined
  /** `small` stands in a row of a list. */
  readonly size?: 'tile' | 'small' | undefined
}

const sizes = { tile: { width: 120, height: 40 }, small: { width: 64, height: 32 } } as const

/** The shape of the last days, with the usual range behind and a dot on the last value. */
export function Sparkline({ summary, values, usual, tone, scale, size = 'tile' }: SparklineProps) {
  const { width, height } = sizes[size]
  const paths = sparkPaths(values, {
    width,
    height,
    usual: usual ?? null,
    scale: scale ?? null,
  })
  return (
    <svg
      role="img"
      aria-label={summary}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={classes('shrink-0', dataToneText[tone])}
    >
      {paths.band ? (
        <rect
          x="0"
          width={width}
          y={paths.band.top}
          height={paths.band.height}
          rx="2"
          className="fill-line"
          opacity="0.6"
        />
      ) : null}
      <path
        d={paths.line}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      {paths.last ? <circle cx={paths.last.x} cy={paths.last.y} r="3.25" fill="currentColor" /> : null}
    </svg>
  )
}
