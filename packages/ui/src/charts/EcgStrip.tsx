'use client'
import { useEffect, useId, useMemo, useRef } from 'react'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { type EcgStep, ecgSteps } from './ecg-steps.ts'
import { linePath } from './svg-paths.ts'
import { useValueCursor, type ValueCursor } from './use-value-cursor.ts'
import { WalkedPicture } from './WalkedPicture.tsx'

export interface EcgStripProps {
  /** "ECG of 4 May 2026" */
  readonly label: string
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
/** The cursor walks in tenths of a second; with Shift a whole one. */
const STEP_SECONDS = 0.1

/** A strip of paper: 25 mm/s, 10 mm/mV, small squares of 1 mm and large ones of 5. */
export function EcgStrip(props: EcgStripProps) {
  const { label, microvolts, samplesPerSecond, summary } = props
  const { labels, formats } = useUi()
  const steps = useMemo(
    () => ecgSteps(microvolts, samplesPerSecond, STEP_SECONDS),
    [microvolts, samplesPerSecond],
  )
  const cursor = useValueCursor(steps.length)
  const chosen = cursor.at === null ? undefined : steps[cursor.at]
  const millivolts = (value: number | null) =>
    value === null ? labels.noData : `${formats.number(value / 1_000, 2)} mV`
  const value = chosen
    ? `${formats.number(chosen.from, 1)} s · ${labels.lowest} ${millivolts(chosen.lowest)} · ${labels.highest} ${millivolts(chosen.highest)}`
    : null
  return (
    <ChartFrame
      readout={value ?? summary}
      chart={<EcgPicture {...props} {...{ steps, cursor, value }} />}
      table={() => (
        <ChartTable
          caption={label}
          rows={ecgSteps(microvolts, samplesPerSecond, 1)}
          rowKey={({ from }) => String(from)}
          columns={[
            { key: 'time', head: labels.time, cell: ({ from }) => `${formats.number(from)} s` },
            {
              key: 'lowest',
              head: labels.lowest,
              align: 'right',
              cell: ({ lowest }) => millivolts(lowest),
            },
            {
              key: 'highest',
              head: labels.highest,
              align: 'right',
              cell: ({ highest }) => millivolts(highest),
            },
          ]}
        />
      )}
    />
  )
}

interface PictureProps extends EcgStripProps {
  readonly steps: readonly EcgStep[]
  readonly cursor: ValueCursor
  readonly value: string | null
}

/** Scrolls sideways; the cursor stays in view. */
function EcgPicture({ cursor, microvolts, samplesPerSecond, steps, summary, value }: PictureProps) {
  const { formats } = useUi()
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const seconds = microvolts.length / samplesPerSecond
  const width = Math.max(1, seconds * SPEED)
  const path = useMemo(() => ecgPath(microvolts, samplesPerSecond), [microvolts, samplesPerSecond])
  const places = useMemo(() => steps.map(({ from }) => (from + STEP_SECONDS / 2) * SPEED), [steps])
  const x = cursor.at === null ? null : (places[cursor.at] ?? null)
  useEffect(() => {
    const element = scroller.current
    if (element === null || x === null) return
    const { clientWidth, scrollLeft } = element
    if (x < scrollLeft || x > scrollLeft + clientWidth) element.scrollLeft = x - clientWidth / 2
  }, [x])
  return (
    <WalkedPicture
      ref={scroller}
      className="overflow-x-auto border border-line"
      {...{ summary, value, cursor }}
    >
      <svg
        aria-hidden="true"
        width={width}
        height={HEIGHT + 24}
        onPointerMove={(event) => cursor.follow(event, places)}
        className="block text-small text-heart"
      >
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
        {x === null ? null : <line x1={x} x2={x} y1="0" y2={HEIGHT} strokeWidth="2" className="stroke-fg" />}
        {Array.from({ length: Math.ceil(seconds) }, (_, second) => second).map((second) => (
          <text key={second} x={second * SPEED + 2} y={HEIGHT + 17} className="figures fill-muted">
            {formats.duration(second * 1_000)}
          </text>
        ))}
      </svg>
    </WalkedPicture>
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
