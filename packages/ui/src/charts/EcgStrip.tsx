'use client'
import { useId, useMemo } from 'react'
import { useUi } from '../UiProvider.tsx'
import { linePath } from './svg-paths.ts'

export interface EcgStripProps {
  /** One sentence: lead, length, paper speed. */
  readonly summary: string
  readonly samplesPerSecond: number
  /** NaN where nothing was measured. */
  readonly microvolts: ArrayLike<number>
}

/** CSS pixels of a millimetre at 96 dpi. */
const MM = 96 / 25.4
const SPEED = 25 * MM
const GAIN = 10 * MM
/** Millivolts above and below zero. */
const REACH = 2
const HEIGHT = 2 * REACH * GAIN

/** A strip of paper: 25 mm/s, 10 mm/mV, small squares of 1 mm and large ones of 5. Scrolls sideways, by keyboard too. */
export function EcgStrip({ microvolts, samplesPerSecond, summary }: EcgStripProps) {
  const { formats } = useUi()
  const id = useId()
  const seconds = microvolts.length / samplesPerSecond
  const width = Math.max(1, seconds * SPEED)
  const path = useMemo(() => ecgPath(microvolts, samplesPerSecond), [microvolts, samplesPerSecond])
  return (
    <div
      role="img"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-mark border border-line"
    >
      <svg aria-hidden="true" width={width} height={HEIGHT + 24} className="block text-small text-heart">
        <defs>
          <pattern id={`${id}-small`} width={MM} height={MM} patternUnits="userSpaceOnUse">
            <path d={`M${MM} 0H0V${MM}`} fill="none" stroke="currentColor" strokeOpacity="0.16" />
          </pattern>
          <pattern id={`${id}-large`} width={5 * MM} height={5 * MM} patternUnits="userSpaceOnUse">
            <rect width={5 * MM} height={5 * MM} fill={`url(#${id}-small)`} />
            <path d={`M${5 * MM} 0H0V${5 * MM}`} fill="none" stroke="currentColor" strokeOpacity="0.4" />
          </pattern>
        </defs>
        <rect width={width} height={HEIGHT} fill={`url(#${id}-large)`} />
        <path d={path} fill="none" strokeWidth="1.25" strokeLinejoin="round" className="stroke-fg" />
        {Array.from({ length: Math.ceil(seconds) }, (_, second) => second).map((second) => (
          <text key={second} x={second * SPEED + 2} y={HEIGHT + 17} className="figures fill-muted">
            {formats.duration(second * 1_000)}
          </text>
        ))}
      </svg>
    </div>
  )
}

function ecgPath(microvolts: ArrayLike<number>, samplesPerSecond: number): string {
  const runs: { x: number; y: number }[][] = [[]]
  for (let at = 0; at < microvolts.length; at++) {
    const millivolts = (microvolts[at] ?? Number.NaN) / 1_000
    if (Number.isNaN(millivolts)) {
      runs.push([])
      continue
    }
    const y = (REACH - Math.min(REACH, Math.max(-REACH, millivolts))) * GAIN
    runs.at(-1)?.push({ x: (at / samplesPerSecond) * SPEED, y })
  }
  return runs.map(linePath).join('')
}
