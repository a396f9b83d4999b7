'use client'
import { useEffect, useRef } from 'react'
import { useUi } from '../UiProvider.tsx'
import { ChartFrame } from './ChartFrame.tsx'
import { ChartTable } from './ChartTable.tsx'
import { type GridCursor, useGridCursor } from './use-value-cursor.ts'
import { WalkedPicture } from './WalkedPicture.tsx'

export interface CoverageRow {
  readonly key: string
  readonly label: string
  /** The days with readings, `YYYY-MM-DD`. */
  readonly days: ReadonlySet<string>
}

export interface CoverageGridProps {
  readonly label: string
  readonly summary: string
  readonly rows: readonly CoverageRow[]
  /** Every day of the window, in order. */
  readonly days: readonly string[]
  readonly head: string
}

/** Days by kinds of reading: a filled square is a day with readings. The arrow keys walk it, cell by cell. */
export function CoverageGrid({ days, head, label, rows, summary }: CoverageGridProps) {
  const { formats, labels } = useUi()
  const cursor = useGridCursor(rows.length, days.length)
  const [row, day] = cursor.at === null ? [] : [rows[cursor.at.row], days[cursor.at.column]]
  const text =
    row === undefined || day === undefined
      ? null
      : `${row.label} · ${formats.day(day)} · ${row.days.has(day) ? labels.hasReadings : labels.noData}`
  return (
    <ChartFrame
      readout={text ?? summary}
      chart={<CoveragePicture {...{ cursor, days, rows, summary, text }} />}
      table={() => (
        <ChartTable
          caption={label}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            { key: 'label', head, cell: (one) => one.label },
            {
              key: 'days',
              head: labels.day,
              align: 'right',
              cell: (one) => `${formats.number(one.days.size)} / ${formats.number(days.length)}`,
            },
          ]}
        />
      )}
    />
  )
}

interface PictureProps extends Pick<CoverageGridProps, 'days' | 'rows' | 'summary'> {
  readonly cursor: GridCursor
  readonly text: string | null
}

const CELL = 8

function CoveragePicture({ cursor, days, rows, summary, text }: PictureProps) {
  const { labels } = useUi()
  const scroller = useRef<HTMLDivElement>(null)
  const left = cursor.at === null ? null : cursor.at.column * CELL
  useEffect(() => {
    const element = scroller.current
    if (element === null || left === null) return
    const { clientWidth, scrollLeft } = element
    if (left < scrollLeft || left + CELL > scrollLeft + clientWidth)
      element.scrollLeft = left - clientWidth / 2
  }, [left])
  return (
    <WalkedPicture
      ref={scroller}
      value={text}
      keys={labels.gridKeys}
      className="flex flex-col gap-2 overflow-x-auto"
      {...{ cursor, summary }}
    >
      {rows.map((row, at) => (
        <div key={row.key} className="flex flex-col gap-1">
          <span className="sticky left-0 text-label text-muted">{row.label}</span>
          <CoverageDays
            {...{ days, row }}
            chosen={cursor.at?.row === at ? cursor.at.column : null}
            onPoint={(column) => cursor.show({ row: at, column })}
          />
        </div>
      ))}
    </WalkedPicture>
  )
}

interface DaysProps {
  readonly days: readonly string[]
  readonly row: CoverageRow
  readonly chosen: number | null
  readonly onPoint: (column: number) => void
}

function CoverageDays({ chosen, days, onPoint, row }: DaysProps) {
  return (
    <svg aria-hidden="true" width={days.length * CELL} height="16" className="block text-accent">
      {days.map((day, at) => (
        <rect
          key={day}
          pointerEvents="all"
          onPointerEnter={() => onPoint(at)}
          x={at * CELL + 1}
          y="2"
          width={CELL - 2}
          height="12"
          rx="1"
          {...(row.days.has(day) ? { fill: 'currentColor' } : { fill: 'none', className: 'stroke-line' })}
        />
      ))}
      {chosen === null ? null : (
        <rect
          x={chosen * CELL + 1}
          y="1"
          width={CELL - 2}
          height="14"
          rx="2"
          fill="none"
          strokeWidth="2"
          className="stroke-fg"
        />
      )}
    </svg>
  )
}
