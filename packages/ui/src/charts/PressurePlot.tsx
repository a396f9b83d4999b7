'use client'
import { dataToneText } from '../tones.ts'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { useWidth } from './use-width.ts'

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
  return (
    <ChartFrame
      readout={summary}
      chart={<PressurePicture {...props} />}
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

function PressurePicture({ from, limits, points, summary, until }: PressurePlotProps) {
  const { formats } = useUi()
  const [box, width] = useWidth<HTMLDivElement>()
  const right = width - 8
  const x = (at: number) => LEFT + 6 + ((at - from) / (until - from)) * Math.max(0, right - LEFT - 12)
  const y = (value: number) =>
    8 + (HEIGHT - BOTTOM - 8) * (1 - (Math.min(MOST, Math.max(LEAST, value)) - LEAST) / (MOST - LEAST))
  const first = points[0]
  const last = points.at(-1)
  return (
    <div ref={box} className="min-w-0">
      <svg
        role="img"
        aria-label={summary}
        width={width}
        height={HEIGHT}
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
          <g key={title}>
            <line
              x1={LEFT}
              x2={right}
              y1={y(systolic)}
              y2={y(systolic)}
              className="stroke-line-strong"
              strokeDasharray="4 4"
            />
            <text x={right} y={y(systolic) - 4} textAnchor="end" className="fill-muted text-small">
              {title}
            </text>
          </g>
        ))}
        {points.map(({ at, diastolic, systolic }) => (
          <g key={`${at} ${systolic} ${diastolic}`} stroke="currentColor" fill="currentColor">
            <line x1={x(at)} x2={x(at)} y1={y(diastolic)} y2={y(systolic)} strokeWidth="2" />
            <circle cx={x(at)} cy={y(systolic)} r="4" />
            <circle cx={x(at)} cy={y(diastolic)} r="4" className="fill-surface" strokeWidth="2" />
          </g>
        ))}
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
    </div>
  )
}
