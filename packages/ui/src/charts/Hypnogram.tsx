'use client'
import type { SleepStage } from '../labels.ts'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { type SleepSegment, sleepRows, stageTotals } from './sleep-rows.ts'
import { useValueCursor, type ValueCursor } from './use-value-cursor.ts'
import { useWidth } from './use-width.ts'
import { WalkedPicture } from './WalkedPicture.tsx'

export interface HypnogramProps {
  /** "Night to Sunday 22 November" */
  readonly label: string
  /** In order, in ms UTC; what no device saw is simply not there. */
  readonly segments: readonly SleepSegment[]
}

const ROW = 36
const BAR = 20
const AXIS = 28

const fills: Readonly<Record<SleepStage, string>> = {
  awake: 'fill-stage-awake',
  rem: 'fill-stage-rem',
  light: 'fill-stage-light',
  deep: 'fill-stage-deep',
  asleep: 'fill-stage-light',
}

/** The stages of one night. The row carries the stage, colour only supports it; laid out by the measured width. */
export function Hypnogram({ label, segments }: HypnogramProps) {
  const { labels, formats } = useUi()
  const totals = stageTotals(segments)
  const first = segments[0]
  const last = segments.at(-1)
  const summary =
    first && last
      ? labels.sleepSummary({
          label,
          from: formats.time(first.from),
          until: formats.time(last.until),
          stages: totals.map((total) => ({
            name: labels.stages[total.stage],
            duration: formats.duration(total.milliseconds),
          })),
        })
      : `${label}: ${labels.noData}`
  const cursor = useValueCursor(segments.length)
  const chosen = cursor.at === null ? undefined : segments[cursor.at]
  const value = chosen
    ? labels.sleepStretch({
        stage: labels.stages[chosen.stage],
        from: formats.time(chosen.from),
        until: formats.time(chosen.until),
        duration: formats.duration(chosen.until - chosen.from),
      })
    : null
  return (
    <ChartFrame
      readout={value ?? summary}
      chart={<HypnogramPicture {...{ segments, summary, value, cursor }} />}
      table={() => (
        <ChartTable
          caption={label}
          rows={segments}
          rowKey={(segment) => String(segment.from)}
          columns={[
            { key: 'stage', head: labels.stage, cell: (segment) => labels.stages[segment.stage] },
            { key: 'from', head: labels.from, cell: (segment) => formats.time(segment.from) },
            { key: 'until', head: labels.until, cell: (segment) => formats.time(segment.until) },
          ]}
        />
      )}
    />
  )
}

interface PictureProps {
  readonly segments: readonly SleepSegment[]
  readonly summary: string
  readonly value: string | null
  readonly cursor: ValueCursor
}

function HypnogramPicture({ segments, summary, value, cursor }: PictureProps) {
  const { labels, formats } = useUi()
  const [target, width] = useWidth<HTMLDivElement>()
  const rows = sleepRows(segments)
  const left = 12 + 8 * Math.max(...rows.map((row) => labels.stages[row].length))
  const [from, until] = [segments[0]?.from ?? 0, segments.at(-1)?.until ?? 1]
  const x = (time: number) => left + ((time - from) / (until - from)) * Math.max(0, width - left)
  const y = (stage: SleepStage) => rows.indexOf(stage) * ROW + ROW / 2
  const chosen = cursor.at === null ? undefined : segments[cursor.at]
  const middles = segments.map((segment) => (x(segment.from) + x(segment.until)) / 2)
  return (
    <WalkedPicture ref={target} {...{ summary, value, cursor }}>
      <svg
        aria-hidden="true"
        width={width}
        height={rows.length * ROW + AXIS}
        onPointerMove={(event) => cursor.follow(event, middles)}
        className="block text-label"
      >
        {rows.map((row) => (
          <g key={row}>
            <text x="0" y={y(row) + 5} className="fill-muted">
              {labels.stages[row]}
            </text>
            <line x1={left} x2={width} y1={y(row)} y2={y(row)} className="stroke-line" />
          </g>
        ))}
        {segments.slice(1).map((segment, at) => {
          const before = segments[at]
          return before && before.until === segment.from ? (
            <line
              key={segment.from}
              x1={x(segment.from)}
              x2={x(segment.from)}
              y1={y(before.stage)}
              y2={y(segment.stage)}
              className="stroke-line-strong"
            />
          ) : null
        })}
        {segments.map((segment) => (
          <rect
            key={segment.from}
            x={x(segment.from)}
            y={y(segment.stage) - BAR / 2}
            width={Math.max(2, x(segment.until) - x(segment.from))}
            height={BAR}
            rx={Math.min(3, (x(segment.until) - x(segment.from)) / 2)}
            className={fills[segment.stage]}
          />
        ))}
        {chosen ? (
          <rect
            x={x(chosen.from) - 3}
            y={y(chosen.stage) - BAR / 2 - 3}
            width={Math.max(2, x(chosen.until) - x(chosen.from)) + 6}
            height={BAR + 6}
            rx="5"
            fill="none"
            strokeWidth="2"
            className="stroke-fg"
          />
        ) : null}
        {hourTicks(from, until, width - left).map((time) => (
          <text
            key={time}
            x={x(time)}
            y={rows.length * ROW + 20}
            textAnchor="middle"
            className="figures fill-muted"
          >
            {formats.time(time)}
          </text>
        ))}
      </svg>
    </WalkedPicture>
  )
}

const HOUR_MS = 3_600_000

/** Whole hours that leave room for their labels, none so close to the right edge that it would be cut. */
function hourTicks(from: number, until: number, width: number): number[] {
  const hours = [1, 2, 3, 4, 6].find((step) => (width * step * HOUR_MS) / (until - from) >= 72) ?? 12
  const step = hours * HOUR_MS
  const edge = ((until - from) * 36) / Math.max(1, width)
  const ticks: number[] = []
  for (let time = Math.ceil(from / step) * step; time <= until - edge; time += step) ticks.push(time)
  return ticks
}
