'use client'
import { dataToneText } from '../tones.ts'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { useValueCursor, type ValueCursor } from './use-value-cursor.ts'
import { useWidth } from './use-width.ts'
import { WalkedPicture } from './WalkedPicture.tsx'

export interface PressurePoint {
  readonly at: number
  readonly systolic: number
  readonly diastolic: number
  /** The class of the guideline, in words. */
  readonly title: string
}

export interface PressurePlotProps {
  readonly label: string
  readonly unit: string
  readonly summary: string
  /** In time order. */
  readonly points: readonly PressurePoint[]
  readonly from: number
  readonly until: number
  /** Where the classes begin, of the upper and the lower value. */
  readonly limits: readonly { readonly title: string; readonly systolic: number }[]
  readonly heads: { readonly systolic: string; readonly diastolic: string; readonly title: string }
}

const HEIGHT = 300
const LEFT = 44
const BOTTOM = 28
const LEAST = 40
const MOST = 200

/** Each pair as a bar from its lower to its upper value; the limits of the guideline's classes stand behind. */
export function PressurePlot(props: PressurePlotProps) {
  const { heads, label, points, summary, unit } = props
  const { labels, formats } = useUi()
  const cursor = useValueCursor(points.length)
  const chosen = cursor.at === null ? undefined : points[cursor.at]
  const value = chosen
    ? [
        formats.dateTime(chosen.at),
        `${formats.number(chosen.systolic)}/${formats.number(chosen.diastolic)} ${unit}`,
        chosen.title,
      ].join(' · ')
    : null
  return (
    <ChartFrame
      readout={value ?? summary}
      chart={<PressurePicture {...props} {...{ cursor, value }} />}
      table={() => (
        <ChartTable
          caption={`${label} (${unit})`}
          rows={points.toReversed()}
          rowKey={({ at, systolic, diastolic }) => `${at} ${systolic} ${diastolic}`}
          columns={[
            { key: 'time', head: labels.time, cell: ({ at }) => formats.dateTime(at) },
            {
              key: 'systolic',
              head: heads.systolic,
              align: 'right',
              cell: (row) => formats.number(row.systolic),
            },
            {
              key: 'diastolic',
              head: heads.diastolic,
              align: 'right',
              cell: (row) => formats.number(row.diastolic),
            },
            { key: 'title', head: heads.title, cell: ({ title }) => title },
          ]}
        />
      )}
    />
  )
}

interface PictureProps extends PressurePlotProps {
  readonly cursor: ValueCursor
  readonly value: string | null
}

function PressurePicture({ cursor, from, limits, points, summary, until, value }: PictureProps) {
  const { formats } = useUi()
  const [box, width] = useWidth<HTMLDivElement>()
  const right = width - 8
  const x = (at: number) => LEFT + 6 + ((at - from) / (until - from)) * Math.max(0, right - LEFT - 12)
  const y = (value: number) =>
    8 + (HEIGHT - BOTTOM - 8) * (1 - (Math.min(MOST, Math.max(LEAST, value)) - LEAST) / (MOST - LEAST))
  const first = points[0]
  const last = points.at(-1)
  const places = points.map(({ at }) => x(at))
  const chosen = cursor.at === null ? undefined : points[cursor.at]
  return (
    <WalkedPicture ref={box} {...{ summary, value, cursor }}>
      <svg
        aria-hidden="true"
        width={width}
        height={HEIGHT}
        onPointerMove={(event) => cursor.follow(event, places)}
        className={`block text-label ${dataToneText.heart}`}
      >
        {[60, 80, 100, 120, 140, 160, 180].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={right} y1={y(value)} y2={y(value)} className="stroke-line" />
            <text x={LEFT - 8} y={y(value) + 5} textAnchor="end" className="figures fill-muted">
              {formats.number(value)}
            </text>
          </g>
        ))}
        {limits.map(({ systolic, title }) => (
          <line
            key={title}
            x1={LEFT}
            x2={right}
            y1={y(systolic)}
            y2={y(systolic)}
            className="stroke-line-strong"
            strokeDasharray="4 4"
          />
        ))}
        {points.map(({ at, diastolic, systolic }) => (
          <g key={`${at} ${systolic} ${diastolic}`} stroke="currentColor" fill="currentColor">
            <line x1={x(at)} x2={x(at)} y1={y(diastolic)} y2={y(systolic)} strokeWidth="2" />
            <circle cx={x(at)} cy={y(systolic)} r="4" />
            <circle cx={x(at)} cy={y(diastolic)} r="4" className="fill-surface" strokeWidth="2" />
          </g>
        ))}
        {limits.map(({ systolic, title }) => (
          // Over the readings, with an edge of the paper around each letter.
          <text
            key={title}
            x={LEFT + 4}
            y={y(systolic) - 4}
            strokeWidth="4"
            paintOrder="stroke"
            strokeLinejoin="round"
            className="fill-fg stroke-surface text-small"
          >
            {title}
          </text>
        ))}
        {chosen ? (
          <g fill="none" strokeWidth="2" className="stroke-fg">
            <circle cx={x(chosen.at)} cy={y(chosen.systolic)} r="7" />
            <circle cx={x(chosen.at)} cy={y(chosen.diastolic)} r="7" />
          </g>
        ) : null}
        {first && last ? (
          <>
            <text x={LEFT} y={HEIGHT - 6} className="figures fill-muted">
              {formats.shortDate(from)}
            </text>
            <text x={right} y={HEIGHT - 6} textAnchor="end" className="figures fill-muted">
              {formats.shortDate(until - 1)}
            </text>
          </>
        ) : null}
      </svg>
    </WalkedPicture>
  )
}
