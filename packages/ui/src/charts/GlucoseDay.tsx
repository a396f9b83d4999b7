'use client'
import { dataToneText } from '../tones.ts'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { areaPath, linePath } from './svg-paths.ts'
import { useValueCursor, type ValueCursor } from './use-value-cursor.ts'
import { useWidth } from './use-width.ts'
import { WalkedPicture } from './WalkedPicture.tsx'

export interface GlucoseDayPart {
  /** Minute of the day at which the part begins. */
  readonly minute: number
  /** 5, 25, 50, 75 and 95 %, in the unit that is shown. */
  readonly percentiles: readonly [number, number, number, number, number]
}

export interface GlucoseDayProps {
  readonly label: string
  readonly unit: string
  readonly digits: number
  readonly parts: readonly GlucoseDayPart[]
  /** The target range, in the unit that is shown. */
  readonly target: { readonly low: number; readonly high: number }
  /** One sentence that says the same. */
  readonly summary: string
  /** "5 %", "25 %", "Median", "75 %", "95 %" */
  readonly percentileNames: readonly [string, string, string, string, string]
}

const HEIGHT = 280
const LEFT = 44
const BOTTOM = 28
const HOURS = [0, 6, 12, 18, 24]

/** The day as the readings of many days draw it: the median, half of them around it, nine of ten around that. */
export function GlucoseDay(props: GlucoseDayProps) {
  const { label, unit, digits, parts, percentileNames, summary } = props
  const { labels, formats } = useUi()
  const cursor = useValueCursor(parts.length)
  const chosen = cursor.at === null ? undefined : parts[cursor.at]
  const value = chosen
    ? [
        clock(formats.locale, chosen.minute),
        ...percentileNames.map(
          (name, at) => `${name} ${formats.number(chosen.percentiles[at] ?? 0, digits)} ${unit}`,
        ),
      ].join(' · ')
    : null
  return (
    <ChartFrame
      readout={value ?? summary}
      chart={<GlucosePicture {...props} {...{ cursor, value }} />}
      table={() => (
        <ChartTable
          caption={`${label} (${unit})`}
          rows={parts}
          rowKey={({ minute }) => String(minute)}
          columns={[
            { key: 'time', head: labels.time, cell: ({ minute }) => clock(formats.locale, minute) },
            ...percentileNames.map((name, at) => ({
              key: name,
              head: name,
              align: 'right' as const,
              cell: (row: GlucoseDayPart) => formats.number(row.percentiles[at] ?? 0, digits),
            })),
          ]}
        />
      )}
    />
  )
}

interface PictureProps extends GlucoseDayProps {
  readonly cursor: ValueCursor
  readonly value: string | null
}

function GlucosePicture({ cursor, digits, parts, summary, target, value }: PictureProps) {
  const { formats } = useUi()
  const [box, width] = useWidth<HTMLDivElement>()
  const most = Math.max(target.high * 1.25, ...parts.map(({ percentiles }) => percentiles[4]))
  const inner = Math.max(0, width - LEFT - 16)
  const x = (minute: number) => LEFT + (minute / 1_440) * inner
  const y = (value: number) => (HEIGHT - BOTTOM) * (1 - value / most)
  const edge = (at: 0 | 1 | 2 | 3 | 4) =>
    parts.map(({ minute, percentiles }) => ({ x: x(minute + 15), y: y(percentiles[at]) }))
  const middles = edge(2).map((point) => point.x)
  const cursorX = cursor.at === null ? undefined : middles[cursor.at]
  return (
    <WalkedPicture ref={box} {...{ summary, value, cursor }}>
      <svg
        aria-hidden="true"
        width={width}
        height={HEIGHT}
        onPointerMove={(event) => cursor.follow(event, middles)}
        className={`block text-label ${dataToneText.glucose}`}
      >
        <rect
          x={LEFT}
          width={inner}
          y={y(target.high)}
          height={y(target.low) - y(target.high)}
          className="fill-ok-soft"
        />
        {[target.low, target.high].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={LEFT + inner} y1={y(value)} y2={y(value)} className="stroke-ok" />
            <text x={LEFT - 8} y={y(value) + 5} textAnchor="end" className="figures fill-muted">
              {formats.number(value, digits)}
            </text>
          </g>
        ))}
        <path d={areaPath(edge(0), edge(4))} fill="currentColor" fillOpacity="0.18" />
        <path d={areaPath(edge(1), edge(3))} fill="currentColor" fillOpacity="0.32" />
        <path d={linePath(edge(2))} fill="none" stroke="currentColor" strokeWidth="2.5" />
        {cursorX === undefined ? null : (
          <line x1={cursorX} x2={cursorX} y1="0" y2={HEIGHT - BOTTOM} strokeWidth="2" className="stroke-fg" />
        )}
        {HOURS.map((hour) => (
          <text
            key={hour}
            x={x(hour * 60)}
            y={HEIGHT - 6}
            textAnchor={hour === 24 ? 'end' : hour === 0 ? 'start' : 'middle'}
            className="figures fill-muted"
          >
            {clock(formats.locale, hour * 60)}
          </text>
        ))}
      </svg>
    </WalkedPicture>
  )
}

function clock(locale: string, minute: number): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(
    minute * 60_000,
  )
}
